"""Words that carry no meaning of their own in a question, by language, folded like all text."""

from collections.abc import Iterable
from typing import Final

STOP_WORDS: Final = frozenset(
    """
    a about above after again all am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he
    her here hers him his how i if in into is it its itself just me more most my no nor not now of off
    on once only or other our out over own s same she should so some such t than that the their them
    then there these they this those through to too under until up us very was we were what when where
    which while who whom whose why will with would you your yours im ive didn doesn don isn wasn weren
    couldn shouldn wouldn hasn hadn haven aren
    """.split(),  # noqa: SIM905 - a table of words is read as words
)
"""The English ones: they are left out of every question."""

UNSPACED_STOP_WORDS: Final = frozenset(
    """
    什么 么时 时候 是什 什麼 麼時 時候 哪里 哪裡 哪儿 在哪 哪个 哪個 个是 哪些 哪一 是谁 是誰 谁的 多少 少个 几个 几点
    怎么 怎样 么样 为什 如何 何时 请问 是否 是不 不是 有没 没有 是多 是哪 的是 了什 有什 的什 呢 吗 么 的 了 是 在
    我的 你的 他的 她的 我们 你们 他们 她们
    です ます した まし ませ せん でし どこ どの どれ どん なに 何で 何を 何が なぜ いつ だれ 誰が この その あの こと
    もの いる ある する して てい たか には では とは から まで
    무엇 엇을 엇인 언제 어디 디에 누구 누가 어떻 떻게 어떤 얼마 입니 니까 습니 나요 는가 인가 에서 으로 하는 있는
    """.split(),  # noqa: SIM905 - as above
)
"""Pairs of characters that questions are made of where words are not divided by blanks: left out as well."""

_BY_LANGUAGE: Final = {
    "de": """
    aber alle als am an auch auf aus bei beim bin bis bist da damit dann das dass dein deine dem den
    denn der des dessen deren die dies diese diesem diesen dieser dieses doch dort du durch ein eine
    einem einen einer eines er es etwas euch euer fur gegen gibt habe haben hat hatte hatten ich ihm ihn
    ihnen ihr ihre ihrem ihren ihrer im in ist ja jede jeder jedes kann kein keine konnen man mein meine
    meinem meinen meiner mich mir mit muss nach nicht noch nun nur ob oder ohne sehr sein seine seinem
    seinen seiner sich sie sind so soll um und uns unser unsere unter vom von vor wann war waren warum
    was weil welche welchem welchen welcher welches wem wen wenn wer werden wessen wie wieso wir wird wo
    wofur wohin womit wurde wurden zu zum zur uber viel viele
    """,
    "es": """
    a al algo alguien alguna alguno antes como con cual cuales cuando cuanta cuantas cuanto cuantos de
    del desde donde dos e el ella ellas ellos en entre era eran es esa ese eso esta estaba estan este
    esto estos estas fue fueron ha habia han hasta hay la las le les lo los mas me mi mis mucho muy ni
    no nos nosotros o os otra otro para pero por porque que quien quienes se ser si sido sin sobre son
    su sus tambien te tiene tienen tu tus un una unas uno unos y ya yo
    """,
    "fr": """
    a ai au aux avec avait avaient c ce ces cet cette combien comme comment d dans de des dont du elle
    elles en est et eu etait etaient ete etre eux fait il ils j je l la le les leur leurs lequel
    laquelle lesquels lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou par pas plus pour
    pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur t ta te
    tes toi ton tu un une vos votre vous y
    """,
    "it": """
    a ad agli ai al alla alle allo anche avere aveva c che chi ci come con cosa cui da dagli dai dal
    dalla dalle dei del della delle dello di dove e ed era erano essere gli ha hanno ho i il in io la le
    lei li lo loro lui ma mi mia mie miei mio ne nei nel nella nelle noi non nostro o per perche piu
    qual quale quali quando quanta quante quanti quanto quella quelle quelli quello questa queste questi
    questo se sei si sia siamo sono stata stati stato su sua sue sul sulla suo suoi te ti tra tu tua tue
    tuo tuoi un una uno vi voi
    """,
    "pt": """
    a ao aos as ate com como da das de dela dele deles do dos e ela elas ele eles em entre era eram essa
    esse esta estao estas estava este estes eu foi foram ha isso isto ja lhe mais mas me meu meus minha
    minhas muito na nas nao nem no nos nossa nosso num numa o onde os ou para pela pelas pelo pelos por
    porque qual quais quando quanto quantos que quem se sem ser seu seus sua suas sao tambem te tem ter
    tinha tu tua um uma uns voce voces
    """,
    "ro": """
    a ai al ale am ar are as au avea ca care ce cine cu cum cand cat cate cati cea cei cele cel de
    despre din dintre dar doar ea ei el ele era erau este eu fi fiind fost face iar in intre isi la lor
    lui mai mea mei meu nu o pe pentru prin sa sale sau se si sunt sub tau un una unde unei unor unui
    """,
    "nl": """
    aan al als bij dan dat de der deze die dit door een en er geen had hadden hebben heeft hem het hij
    hoe hoeveel hun ik in is ja je kan maar me meer met mij mijn na naar niet nog nu of om ons onze ook
    op over te tot u uit van voor waar waarom wanneer waren was wat welk welke werd wie wij worden wordt
    ze zich zij zijn zo
    """,
    "tr": """
    ama bana bazi ben beni benim bir biri bu bunu bunun cok da daha de degil diye en gibi hangi hangisi
    icin ile ise kac kadar ki kim kime kimin mi mu nasil ne neden nedir nerede nereye o olan olarak oldu
    oldugu olan onu onun sen ve veya ya
    """,
    "vi": """
    ai ba bao bang boi cac cai cho co con cua cung da dang de den do duoc gi gia hai hay khi khong la
    lam lai luc ma mot nao nay nguoi nhieu nhu nhung noi o ra sao se tai the thi tren trong tu va vao ve
    vi voi
    """,
    "ru": """
    а без был была были было быть в вам вас весь во вот все всего вы где да для до его ее ей если есть
    еще же за и из или им их к как какая какие каких какого какой какую кем ко когда кого кому которая
    которое которые который кто ли мне мной мой моя мы на над не него нее ней нет ни них но о об он она
    они оно от по под почему при с сам свой себя сколько со так также там то того тоже только том ты у
    уже чего чей чем что чтобы эта эти это этого этот я
    """,
    "el": """
    αν απο αυτα αυτη αυτο αυτος για δεν εαν ειναι ειχε ειχαν εκ ενα ενας ενω επι εχει εχουν η ημουν ηταν
    θα και κατα με μετα μια μου να ο οι οπως οταν οτι που ποια ποιες ποιο ποιοι ποιον ποιος ποσα ποσες
    ποσο ποσοι ποτε προς πως σας σε στα στη στην στις στο στον στους τα τη την της τι τις το του τον
    τους των ως
    """,
    "ar": """
    أن إلى أو أي أين الذي التي إن ان او اي بين تم ثم حتى خلال ذلك عدد على عن عند عندما غير في فى قبل قد
    كان كانت كل كم كما كيف لا لم لماذا له لها ما ماذا متى مع من منذ هذا هذه هل هم هو هي و وقد
    """,
    "hi": """
    का की के को ने से में पर है हैं था थी थे और या कि यह वह ये वे इस उस एक क्या कौन कब कहाँ कहां क्यों
    कैसे कितने कितनी कितना किस किसने किसके लिए भी ही तो हो होता होती होने गया गई गए कर करने किया द्वारा
    साथ जो जिस अपने नहीं
    """,
}
_SETS: Final = {language: frozenset(listed.split()) for language, listed in _BY_LANGUAGE.items()}


def stop_words_of(asked: Iterable[str]) -> frozenset[str]:
    """Guess the language of a question by its function words and give the stop words of that language.

    Args:
        asked: The folded words of the question.

    Returns:
        The stop words of the language with the most hits, if it has two of them and more than English;
        otherwise none.
    """
    distinct = frozenset(asked)
    hits = {language: len(distinct & listed) for language, listed in _SETS.items()}
    best = max(hits, key=lambda language: hits[language])
    if hits[best] < 2 or hits[best] <= len(distinct & STOP_WORDS):
        return frozenset()
    return _SETS[best]
