"""The words by which people tell an agent what it should keep, in eleven languages: data for `capture`.

Each pattern is read case-insensitively against one sentence. What stands in the group `said`, where there is one, is
what is kept; otherwise the whole sentence.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ricordo.model import Kind


class Cue(NamedTuple):
    """One way of telling.

    Attributes:
        name: What a person reads in the log.
        kind: The kind that follows from it; None leaves it to the classifier.
        sureness: How sure it is that the sentence is worth keeping, from 0 to 1.
        hints: Letters, one group of which stands in every such sentence: the patterns need not be read for others.
        patterns: Regular expressions, any of which is enough.
    """

    name: str
    kind: "Kind | None"
    sureness: float
    hints: str
    patterns: tuple[str, ...]


_LEAD: Final = (
    r"^(?:(?:and|also|but|so|ok(?:ay)?|yes|no|please|oh|btw|by the way|und|also|aber|ja|nein|bitte|ach ja|übrigens|y|"
    r"pero|sí|por favor|ah|et|mais|oui|non|пожалуйста|и|но|да|нет|en|maar|ja|nee|alsjeblieft|graag|请|請|s'il te plaît|s'il vous plaît|au fait|e|mas|sim|ma|sì|per favore|poi)"
    r"[,:!]?\s+)*"
)
_THAT: Final = r"[,:]?\s*"

CUES: Final = (
    Cue(
        "a wish to remember", None, 0.95,
        "rememb mind forget note memori record future merk denk vergiss behalt notier recu acu cuenta olvid apunta anot nota souv rappel reten reti oubli tête lembr esque ricord presente dimentic запомн помни забуд учти ввиду иметь onthou vergeet 记 記 忘 覚 おぼ 기억 잊지",
        (
            _LEAD + r"(?:i want you to |i'd like you to |could you |can you |you should |you must )?"
            r"(?:remember|keep in mind|bear in mind|don'?t forget|do not forget|make a note|take note|note|memori[sz]e)"
            r"(?: please)?(?:(?: that| for later)\b" + _THAT + r"|:\s*|,\s*)(?P<said>.+)",
            _LEAD + r"for (?:the |your |our )?(?:record|(?:future )?reference)" + _THAT + r"(?P<said>.+)",
            _LEAD + r"(?:merk(?:e)? dir|denk(?:e)? daran|vergiss nicht|behalte? im (?:kopf|hinterkopf)|notier(?:e)? dir|"
            r"merken sie sich|denken sie daran)(?: bitte)?(?:,?\s+dass\b\s*|:\s*|,\s*)(?P<said>.+)",
            _LEAD + r"(?:recuerda|recuerde|acu[eé]rdate(?: de)?|ten(?:ga)? en cuenta|no (?:te )?olvides?|apunta|anota|"
            r"toma nota(?: de)?)(?:\s+que\b\s*|:\s*)(?P<said>.+)",
            _LEAD + r"(?:souviens[- ]toi|souvenez[- ]vous|rappelle[- ]toi|retiens|retenez|n'oublie(?:z)? pas|note(?:z)?|"
            r"garde(?:z)? en tête)(?:\s+bien)?(?:\s+(?:que\s+|qu')|\s*:\s*)(?P<said>.+)",
            _LEAD + r"(?:lembre-se|lembra-te|lembra|não (?:se |te )?esqueças?|tenha em mente|tem em conta|anota(?: aí)?|"
            r"anote|guarda)(?:\s+(?:de\s+)?que\b\s*|:\s*)(?P<said>.+)",
            _LEAD + r"(?:ricorda(?:ti)?|ricordati|tieni (?:presente|a mente)|non dimenticare|annota|prendi nota)"
            r"(?:\s+che\b\s*|:\s*)(?P<said>.+)",
            _LEAD + r"(?:запомни(?:те)?|помни(?:те)?|не забудь(?:те)?|не забывай(?:те)?|учти(?:те)?|имей(?:те)? в виду)"
            r"(?:,?\s+что\b\s*|:\s*|,\s*)(?P<said>.+)",
            _LEAD + r"(?:onthoud|vergeet niet|denk eraan|noteer)(?: alsjeblieft| even)?(?:,?\s+dat\b\s*|:\s*|,\s*)(?P<said>.+)",
            r"^(?:请|請|你要|麻烦)*(?:记住|記住|记得|記得|记一下|記一下|别忘了|別忘了|不要忘记|不要忘記)[，,：:、\s]*(?P<said>.+)",
            r"^(?:覚えておいて|覚えていて|おぼえておいて|忘れないで)(?:ください|下さい|ね)?[、,：:。\s]*(?P<said>.+)",
            r"^(?P<said>.+?)(?:という)?(?:こと|の)を?(?:覚えておいて|忘れないで)(?:ください|下さい|ね)?[。！!]?$",
            r"^(?:기억해(?: ?줘| ?두세요| ?주세요)?|잊지 ?마(?:세요)?)[,:.\s]+(?P<said>.+)",
            r"^(?P<said>.+?)(?:는|은|다는) (?:것|걸|거)(?:을|를)? (?:기억해|잊지 ?마)",
        ),
    ),
    Cue(
        "a wish to remember to do something", "instruction", 0.85,
        "rememb forget denk vergiss recuerda olvid oubli lembr esque ricord dimentic",
        (
            _LEAD + r"(?:remember|don'?t forget|do not forget) to (?P<said>\w+ .+)",
            _LEAD + r"(?:denk(?:e)? daran|vergiss nicht),?\s+(?P<said>.+\bzu \w+.*)",
            _LEAD + r"(?:recuerda|no (?:te )?olvides)\s+(?:de\s+)?(?P<said>\w+(?:ar|er|ir)\b .+)",
            _LEAD + r"n'oublie(?:z)? pas (?P<said>(?:de |d')\w+.+)",
            _LEAD + r"(?:lembre-se|lembra-te|não (?:se |te )?esqueças?) de (?P<said>\w+(?:ar|er|ir)\b .+)",
            _LEAD + r"(?:ricordati|ricorda|non dimenticare) di (?P<said>\w+re\b .+)",
        ),
    ),
    Cue(
        "from now on", "instruction", 0.9,
        "from_now from_here forward future as_of ab_jetzt jetzt_an ab_sofort nun_an künftig zukunft de_ahora adelante sucesivo maintenant désormais dorénavant avenir de_agora daqui doravante ora_in adesso futuro отныне впредь теперь будущем vanaf voortaan 以后 以後 从现在 從現在 今后 今後 これから 앞으로 지금부터",
        (
            _LEAD + r"(?:in (?:the )?future|in zukunft|en el futuro|à l'avenir|no futuro|in futuro)\b.+",
            r"\b(?:from now on|from here on|going forward|as of (?:now|today))\b",
            r"\b(?:ab jetzt|von jetzt an|ab sofort|von nun an|künftig)\b",
            r"\b(?:de ahora en adelante|a partir de ahora|de hoy en adelante|en lo sucesivo)\b",
            r"(?:à partir de maintenant|désormais|dorénavant)\b",
            r"\b(?:a partir de agora|de agora em diante|daqui em diante|daqui para a frente|doravante)\b",
            r"(?:d'ora in poi|da ora in poi|da adesso in poi|d'ora in avanti)\b",
            r"\b(?:отныне|впредь|с этого момента|начиная с сегодня)\b|" + _LEAD + r"(?:теперь всегда|в будущем)\b.+",
            r"\b(?:vanaf nu|voortaan)\b",
            r"^(?:请|請)?(?:以后|以後|从现在开始|從現在開始|从现在起|今后|今後)[，,]?(?:请|請|都|要|不|用|别|別|只|总|總|一律|所有).+",
            r"^(?:今後|これから)(?:は|も)?[、,]?.+(?:して|ください|下さい|こと|ように|ないで|使って)[。！!]?$",
            r"^(?:앞으로(?:는)?|지금부터(?:는)?)[, ].+",
        ),
    ),
    Cue(
        "always or never", "instruction", 0.85,
        "always never ever immer stets nie siempre nunca jam toujours sempre mai всегда никогда altijd nooit 总是 總是 永远 永遠 千万 千萬 必ず 絶対 常に 항상 절대",
        (
            _LEAD + r"(?:always|never)\s+(?!mind\b|again\b|ever\b|seen\b|heard\b|thought\b|been\b|had\b|worked\b|knew\b)"
            r"\w+ .+",
            r"\b(?:you|we|agents|tests|everyone|commits|it) (?:should|must|have to|need to) (?:always|never)\b(?! have\b| be surpris)",
            _LEAD + r"(?:let'?s|(?:make|be) sure(?: that)?(?: you| we| to)?|ensure(?: that)?(?: you| we)?) (?:always|never) \w+ .+",
            _LEAD + r"(?:do not|don'?t) ever \w+ .+",
            _LEAD + r"(?:(?:immer|stets)\s+(?!noch\b|wieder\b|wenn\b|mehr\b)|(?:nie|niemals)\s+(?!gedacht|gesehen|gehört)).+",
            _LEAD + r"\w+ (?:immer|stets|niemals|nie) .+(?:en|st|e)$(?<!\bist)",
            _LEAD + r"(?:siempre|nunca|jamás)\s+(?!he\b|había\b|más\b|mejor\b).+",
            _LEAD + r"(?:\w+(?:ez|e|s)|ne \w+|n'\w+) (?:toujours|jamais) .+",
            _LEAD + r"(?:toujours|jamais)\s+(?!vu\b|eu\b|pas\b).+",
            _LEAD + r"(?:sempre|nunca|jamais|mai)\s+(?!vi\b|vist|tive\b|avuto\b).+",
            _LEAD + r"(?:usa|use|escribe|scrivi|escreve|escreva|haz|fai|faz|faça|non \w+re|não \w+|no \w+)"
            r" (?:siempre|nunca|sempre|mai|jamás|jamais) .+",
            _LEAD + r"(?:всегда|никогда(?: не)?)\s+(?!был|было|видел|слышал|думал|знал).+",
            _LEAD + r"(?:\w+ )?(?:altijd|nooit)\s+(?!gezien|gehoord|geweten|gedacht|meer\b).+",
            r"^(?:请|請|你要|我们|我們)?(?:总是|總是|永远(?:不要|别)?|永遠(?:不要|別)?|千万(?:不要|别)|千萬(?:不要|別))[^了过過]{3,}$",
            r"(?:必ず|絶対に|常に).+(?:して|ください|下さい|すること|しないこと|ないで|使って|書いて)[。！!]?$",
            r"(?:항상|절대(?:로)?) .+(?:줘|세요|하자|마|해|합니다|것)[.!]?$",
        ),
    ),
    Cue(
        "what we always or never do", "instruction", 0.75,
        "always never immer nie grundsätzlich siempre nunca toujours jamais sempre mai",
        (
            r"^we (?:always|never) (?!got\b|had\b|did\b|said\b|finished\b|managed\b|saw\b|were\b|went\b|made\b)\w+ .+",
            r"^wir \w+ (?:immer|nie|niemals|grundsätzlich) .+",
            r"^(?:nosotros )?(?:siempre|nunca) \w+mos .+",
            r"^(?:nous|on) (?:ne )?\w+ (?:toujours|jamais) .+",
            r"^(?:nós )?(?:sempre|nunca) \w+mos .+",
            r"^(?:non )?\w+iamo (?:sempre|mai) .+",
        ),
    ),
    Cue(
        "a decision", "decision", 0.85,
        "decid agreed chose settled opt decis entsch beschl geeinigt acord eleg décid décis choisi convenu tranché escolh combin scelto concord решили выбрали договорились besloten gekozen afgesproken 决定 決定 選 选 決め 결정 정했 선택",
        (
            r"\bwe(?:'ve| have)?(?: just| now| finally| all)? (?:decided|agreed|chose|chosen|settled|opted)\b",
            _LEAD + r"(?:the )?decision(?: is)?(?: that\b|:|\s+to\b).+",
            r"\bwir haben (?:uns )?.*\b(?:entschieden|beschlossen|geeinigt)\b",
            _LEAD + r"(?:entscheidung|beschluss):.+",
            r"\b(?:hemos (?:decidido|acordado|elegido|optado)|decidimos|acordamos|optamos por|elegimos)\b",
            _LEAD + r"(?:la )?decisión(?: es)?(?: que\b|:).+",
            r"\b(?:nous avons|on a) (?:finalement |enfin )?(?:décidé|choisi|convenu|opté|tranché)\b",
            _LEAD + r"(?:la )?décision(?: est)?(?: que\b|\s*:).+",
            r"\b(?:ficou decidido|optámos por|escolhemos|combinámos|combinamos)\b",
            _LEAD + r"(?:a )?decisão(?: é)?(?: que\b|:).+",
            r"\babbiamo (?:deciso|scelto|concordato|optato)\b",
            r"\bмы (?:\w+ )?(?:решили|выбрали|договорились)\b",
            r"\b(?:we hebben|wij hebben) .*\b(?:besloten|gekozen|afgesproken)\b",
            r"^(?:我们|我們|团队|團隊)(?:最后|最終|最终|已经|已經)?(?:决定|決定|选择了|選擇了|选定了|選定了).+",
            r"(?:ことに(?:決めました|決めた|しました)|を採用することにした|に決定(?:しました|した))[。！!]?$",
            r"(?:기로|으로|로) (?:결정했|정했|했습니다|선택했)",
            _LEAD + r"(?:la )?decisione(?: è)?(?: che\b|:).+",
        ),
    ),
    Cue(
        "a choice", "decision", 0.6,
        "with nehmen bleiben con sur com",
        (
            _LEAD + r"(?:we'll|we will|we're|we are|let's) (?:go|going|stick|sticking|stay|staying) with "
            r"(?!it\b|that\b|this\b|these\b|those\b).+",
            _LEAD + r"(?:wir nehmen|nehmen wir|wir bleiben bei)\b(?! (?:das|es|den|die)\b).+",
            _LEAD + r"(?:vamos con|nos quedamos con|on part sur|on reste sur|vamos com|ficamos com|andiamo con)\b.+",
        ),
    ),
    Cue(
        "a preference", "preference", 0.8,
        "prefer like love hate stand favo bevorzug hasse liebe mag_ vor odi detest encant gust prefi préf aim ador détest prefir gosto piac предпочита люблю ненавижу нравится voorkeur hou_van haat liever 喜欢 喜歡 讨厌 討厭 偏好 好き 嫌い 좋아 싫어 선호",
        (
            r"\bi (?:really |strongly |much |generally |usually |always |personally )*prefer\b(?! not to answer)",
            r"\bi (?:really |absolutely |do )*(?:like|love|hate|dislike|can'?t stand|don'?t like|do not like) "
            r"(?!it\b|this\b|that\b|these\b|those\b|your\b|how\b|what\b|where\b|you\b|the (?:idea|look|way|sound|result)\b).+",
            r"\bi (?:really |absolutely )?(?:hate|dislike|love|like|prefer|can'?t stand) it (?:when|if) (?:you|code|tests|people|an?)\b.+",
            r"\bmy (?:preferred|favou?rite) .+ (?:is|are)\b",
            r"\bich (?:bevorzuge|hasse|liebe|mag) (?!das\b|es\b|dein|deine\b|diese?n?\b|wie\b).+",
            r"\bich (?:\w+ )+lieber\b|\bmir (?:ist|sind) .+ lieber\b|\bich ziehe .+ vor\b",
            r"\b(?:prefiero|odio|detesto|me encantan?|(?:no )?me gustan?) (?!esto\b|eso\b|cómo\b|lo que\b|tu\b).+",
            r"\b(?:je préfère|j'adore|je déteste|je n'aime pas|j'aime(?: bien)?) (?!ça\b|cela\b|ce que\b|comment\b|ton\b|ta\b).+",
            r"\b(?:prefiro|odeio|detesto|(?:não )?gosto de) (?!isso\b|isto\b|como\b).+",
            r"\b(?:preferisco|odio|detesto|(?:non )?mi piac(?:e|ciono)) (?!questo\b|quello\b|come\b|così\b).+",
            r"\bя (?:\w+ )?(?:предпочитаю|люблю|ненавижу|не люблю) (?!это\b|этот\b|как\b|что\b|твой\b).+|\bмне (?:не )?нрав(?:и|я)тся (?!это\b|этот\b|как\b|что\b|твой\b).+",
            r"\bik (?:heb liever|hou (?:niet )?van|haat|geef de voorkeur aan) (?!dit\b|dat\b|het\b).+",
            r"^我(?:个人)?(?:更|很|最|非常|比较|比較|不)?(?:喜欢|喜歡|偏好|讨厌|討厭)(?!这个|這個|你|这样|這樣).{2,}",
            r"^(?:私は|僕は|俺は)?.{2,}(?:の方)?が(?:大)?(?:好き|嫌い)(?:です|だ)?[。！!]?$",
            r"(?:을|를|이|가) (?:더 )?(?:좋아(?:해|합니다|한다)|싫어(?:해|합니다|한다)|선호(?:해|합니다|한다))",
        ),
    ),
    Cue(
        "a lesson by name", "lesson", 0.85,
        "lesson gotcha pitfall cause til lehre erkenntnis gelernt lecci leçon liç lezion",
        (
            _LEAD + r"(?:lessons? learned|lesson|gotcha|pitfall|root cause|til)(?:\s*:|,| is that\b| was that\b).+",
            _LEAD + r"(?:lehre|erkenntnis|gelernt)\s*:.+",
            _LEAD + r"lecci(?:ón|ones)(?: aprendidas?)?\s*:.+",
            _LEAD + r"leçons?(?: apprises?)?\s*:.+",
            _LEAD + r"liç(?:ão|ões)(?: aprendidas?)?\s*:.+",
            _LEAD + r"lezion[ei](?: imparat[ae])?\s*:.+",
        ),
    ),
    Cue(
        "a lesson", "lesson", 0.6,
        "turn learned cause culprit real heraus ursache gelernt result apren causa avère avéré appris acontece descobr scoperto venuto imparato",
        (
            r"\b(?:(?:it )?turns out|it turned out|we learned|i learned|the (?:root cause|culprit|real (?:problem|reason)) was)\b",
            r"\b(?:es hat sich herausgestellt|es stellte sich heraus|die ursache war|wir haben gelernt)\b",
            r"\b(?:resulta que|resultó que|aprendimos que|la causa (?:era|fue))\b",
            r"\b(?:il s'avère qu|il s'est avéré qu|on a appris qu|nous avons appris qu|la cause était)",
            r"\b(?:acontece que|descobrimos que|aprendemos que|a causa (?:era|foi))\b",
            r"\b(?:si è scoperto che|è venuto fuori che|abbiamo imparato che|la causa era)\b",
        ),
    ),
    Cue(
        "a correction", None, 0.6,
        "no, no_ nope wrong incorrect actually nein falsch stimmt no, non faux errado sbagliato",
        (
            r"^(?:no|nope|wrong|incorrect|that'?s (?:wrong|incorrect|not right|not true)|actually)[,:.!]?\s+.*"
            r"\b(?:use|is|are|it'?s|runs?|uses?|lives?|called|named)\b.+\b(?:not|instead of|rather than)\b.+",
            r"^(?:no[,:]?\s+)?actually,? (?:we|it|the \w+) (?:\w+ )?(?:moved|switched|changed|renamed|replaced|migrated|use|is now)\b.+",
            r"^(?:nein|falsch|stimmt nicht|das stimmt nicht|das ist falsch)[,:.!]?\s+.*\b(?:ist|sind|heißt|läuft|nutzen|nimm|verwende)\b.+\b(?:nicht|statt|sondern)\b.+",
            r"^(?:no|eso no)[,:.!]?\s+.*\b(?:es|usa|son|está)\b.+\b(?:no|en (?:vez|lugar) de)\b.+",
            r"^(?:non|c'est faux)[,:.!]?\s+.*\b(?:est|utilise|sont)\b.+\b(?:pas|au lieu de)\b.+",
        ),
    ),
    Cue(
        "how it is done in this project", None, 0.6,
        "project repo code_base codebase team company projekt proyecto projet projeto progetto",
        (
            r"\b(?:we(?:'re| are)? (?:only )?(?:use|using|have|keep|write|run|deploy|target|support)|don'?t (?:use|add|write|commit)|"
            r"do not (?:use|add|write|commit)|avoid|no)\b.+\b(?:in|for|across|throughout|on) (?:this|our) "
            r"(?:project|repo(?:sitory)?|code ?base|team|company)\b",
            r"\bin diesem (?:projekt|repo(?:sitory)?) (?:verwenden|nutzen|benutzen|haben|schreiben) wir\b.+|"
            r"\bwir (?:verwenden|nutzen|benutzen|haben|schreiben)\b.+\bin diesem (?:projekt|repo(?:sitory)?)\b",
            r"\ben este (?:proyecto|repo(?:sitorio)?) (?:usamos|no usamos|tenemos)\b.+",
            r"\bdans ce (?:projet|dépôt) (?:on|nous) (?:n'?)?(?:utilis|av)\w+\b.+",
        ),
    ),
    Cue(
        "a wish to stop", "instruction", 0.6,
        "stop_ hör_auf lass deja_de arrête smett",
        (
            _LEAD + r"stop (?:using|adding|writing|making|saying|creating|asking|putting|apologi[sz]ing|explaining|committing)\b .+",
            _LEAD + r"hör(?:e)? auf,? .+\bzu \w+.*",
            _LEAD + r"(?:deja de|arrête de|smetti(?:la)? di) \w+ .+",
        ),
    ),
    Cue(
        "who the user is", "fact", 0.8,
        "my_ allerg call live work heiße wohne arbeit zeitzone llamo vivo trabaj zona appelle habite travail fuseau nome chamo moro trabalh chiamo abito lavoro зовут живу работаю heet woon werk 我叫 我是 我在 我住 私の名前 と申し 住んで 働いて 이름은 살아 살고 일해 일하고",
        (
            r"\bmy (?:name|time ?zone|birthday|native language|job|role) is\b|\bi(?:'m| am) allergic\b|\bcall me \w+$",
            r"\bi (?:live in|work (?:at|for|as))\b",
            r"\b(?:ich heiße|ich wohne in|ich arbeite (?:bei|als|für)|ich bin allergisch|meine zeitzone)\b",
            r"\b(?:me llamo|vivo en|trabajo (?:en|como|para)|soy alérgic[oa]|mi zona horaria)\b",
            r"\b(?:je m'appelle|j'habite|je travaille (?:chez|comme|pour)|je suis allergique|mon fuseau)\b",
            r"\b(?:meu nome é|chamo-me|me chamo|moro em|vivo em|trabalho (?:na|no|em|como|para)|sou alérgic[oa])\b",
            r"\b(?:mi chiamo|vivo a|abito a|lavoro (?:per|come|in|a)|sono allergic[oa])\b",
            r"\b(?:меня зовут|я живу в|я работаю (?:в|на)|у меня аллергия)\b",
            r"\b(?:ik heet|ik woon in|ik werk (?:bij|als|voor)|ik ben allergisch)\b",
            r"^我(?:的名字)?(?:叫|住在|在.{1,20}工作|对.{1,20}过敏)(?!什么|哪).{1,}",
            r"(?:私の名前は|と申します|に住んで(?:います|いる)|で働いて(?:います|いる)|アレルギーがあります)",
            r"(?:제|내) 이름은|에 살(?:아|고 있|아요)|에서 일(?:해|하고 있|해요)|알레르기가 있",
        ),
    ),
)  # fmt: skip

HEDGES: Final = (
    r"\b(?:maybe|perhaps|probably|possibly|i guess|i think|not sure|might|vielleicht|vermutlich|wahrscheinlich|"
    r"eventuell|quizás?|tal vez|a lo mejor|probablemente|creo que|peut-être|sans doute|probablement|je crois|"
    r"je pense|talvez|provavelmente|acho que|forse|magari|probabilmente|penso che|credo che)\b"
)
REQUESTS: Final = (
    r"\b(?:(?:can|could|would|will) you|how (?:can|could|do|should|would) (?:i|we)|(?:kannst|könntest) du|können sie|"
    r"wie (?:kann|soll)|puedes|podrías|cómo puedo|peux-tu|pouvez-vous|comment puis-je|pode(?:s|ria)?|como posso|puoi|"
    r"potresti|come posso)\b"
)
"""What asks for something in the middle of a sentence: the rest of it may be meant for this request alone."""
MOMENTARY: Final = (
    r"\b(?:for now|this time|just this once|this once|for the moment|in this (?:file|pr|commit|branch|test|function)|"
    r"diesmal|fürs erste|vorerst|heute mal|por ahora|esta vez|pour l'instant|cette fois(?:-ci)?|por agora|por enquanto|"
    r"desta vez|per ora|per adesso|questa volta)\b"
)
QUESTIONS: Final = (
    r"^(?:do|does|did|is|are|was|were|can|could|should|would|will|why|what|when|where|who|which|how|have|has|"
    r"warum|wieso|was|wann|wo|wer|welche[rsn]?|wie|kannst|könntest|sollen|sollten|hast|¿.*|por qué|qué|cuándo|dónde|"
    r"quién|cómo|puedes|podrías|pourquoi|est-ce|qu'est|quand|où|qui|comment|peux-tu|pouvez-vous|por que|quando|onde|"
    r"quem|pode(?:s|ria)?|perché|cosa|dove|chi|come|puoi|potresti)\b(?=.*[?？]|.*\b(?:you|we|i)\b)"
)
"""A sentence that begins so asks, also where the question mark was left out; one that ends with "?" always does."""
