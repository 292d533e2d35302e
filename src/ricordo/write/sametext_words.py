"""Word lists of the normal form of a statement. Data only.

A list is written in several languages at once where a word means the same to the rule in all of them.
"""

import re

from ricordo.text.patterns import lazy


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PREFIX_STARTS = _set(
    "no pl re ke be do fy nb n. me fa im in fo to ju de zu hi wi bi ni te à po ra n' so le nã pr "
    "ri ti за по на ва уч им 记住 请记 备注 注意 请注 メモ 覚え"
)
"""First two letters of a prefix, lower case: a cheap test before the pattern."""

PREFIX = lazy(
    r"(?:"
    r"(?:please )?(?:note|remember|keep in mind|bear in mind|be aware|don't forget|do not forget)(?: to self)?"
    r"(?: that[ ,]|:|, that )|please (?:note|remember):|"
    r"(?:fyi|nb|n\.b\.|memo|fact|important|reminder|just a reminder|info|for the record|for your information|"
    r"to remember|note to self|to note)(?:: ?|, | - )|"
    r"(?:bitte )?(?:merke|merk dir|merken|beachte|beachten|notiz|hinweis|zur erinnerung|zur info|wichtig|denk daran|"
    r"info|nicht vergessen|zu merken)(?:: ?| - )|"
    r"(?:nota|recordatorio|importante|recuerda|ten en cuenta)(?:: ?| - )|"
    r"(?:recuerda|recuerde|ten en cuenta|tenga en cuenta|no olvides|no olvide) que |"
    r"(?:note|rappel|important|à noter|à retenir|pour info|pour mémoire)(?:: ?| - )|"
    r"(?:note|notez|rappelle-toi|rappelez-vous|souviens-toi|souvenez-vous|n'oublie pas|n'oubliez pas|retiens|retenez)"
    r" (?:que |qu')|"
    r"(?:lembrete|nota|importante|lembre-se)(?:: ?| - )|"
    r"(?:lembre-se|lembra-te|não esqueça|não se esqueça|não te esqueças)(?: de)? que |"
    r"(?:promemoria|nota|importante|ricorda)(?:: ?| - )|"
    r"(?:ricorda|ricordati|ricordate|tieni presente|tieni a mente|non dimenticare) che |"
    r"(?:запомни|помни|заметка|напоминание|важно)(?:: ?| - )|"
    r"(?:запомни|запомните|помни|помните|учти|учтите|имей в виду), что |"
    r"(?:请?记住|备注|请?注意)[:,] ?|(?:メモ|覚えておいて|注意)[:,] ?"
    r")",
    re.IGNORECASE,
)

LITERAL_CUES = _set(
    "password password: passwords passphrase passcode pin code codes token tokens secret key keys username usernames "
    "login hostname host alias ssid wifi wi-fi variable variables env identifier constant function functions method "
    "class module command flag branch branches folder directory file filename path column columns table field regex "
    "pattern string literal spelled spelling casing case case-sensitive uppercase lowercase capital capitals "
    "capitalised capitalized slug label tag codeword passwort kennwort schlüssel benutzername variablen datei ordner "
    "zweig befehl funktion klasse spalte tabelle kürzel großschreibung contraseña clave archivo carpeta rama comando "
    "función columna tabla passe clé fichier dossier branche commande fonction colonne senha chave arquivo pasta "
    "ficheiro função coluna tabela chiave cartella ramo funzione variabile colonna tabella пароль ключ файл"
)
"""Words after which the letters of a value may count one by one: nothing is folded in such a statement."""

SECRET_CUES = _set(
    "password password: passphrase passcode token secret passwort kennwort contraseña senha passe clave пароль"
)

CAPITALS_KEPT = _set(
    "US IT WHO AIDS PATH HOME SHELL GET POST PUT PATCH HEAD NULL Turkey Polish May March August China "
    "Nice Reading Will Mark Bill Rich Frank Jack Rose Grace Hope "
    "Faith Joy Drew Rob Pat Sue Dawn Summer Autumn Amber Ivy Daisy Ruby Pearl Lily Violet Olive Heather Dale Glen "
    "Art Gene Chuck Miles Apple Apples Orange Shell Gap Target Windows Word Teams Slack Signal Stripe Square Box "
    "Notion Linear Edge Chrome Oracle Spark Go Swift Rust React Express Flask Spring Dart Make Job Mobile Lima "
    "Cologne Bath Cork Jersey Guinea Chile Jordan Chad Java Sandy Ray Guy Sky Star Angel Earnest Hunter Mason"
)
"""Words that mean something else without their capital: `Turkey`, `May`, `US`, `Go`."""

POLITE_PRONOUNS = _set("Sie Ihr Ihre Ihnen Ihrem Ihren Ihrer Ihres")
"""German: with a capital they speak to the reader, without it of somebody else."""

CAPITALS_FOLDED = _set(
    "GitHub GitLab BitBucket Bitbucket PostgreSQL MySQL SQLite NoSQL MongoDB DynamoDB CouchDB MariaDB InfluxDB "
    "DuckDB "
    "ClickHouse RabbitMQ ZeroMQ JavaScript TypeScript CoffeeScript macOS iOS iPadOS watchOS iPhone iPad iMac MacBook "
    "AirPods YouTube LinkedIn TikTok WhatsApp FaceTime PayPal OpenAI ChatGPT DeepMind HuggingFace PyCharm IntelliJ "
    "WebStorm VSCode FastAPI GraphQL OpenAPI NumPy SciPy PyTorch TensorFlow LangChain LangGraph WordPress "
    "WooCommerce OneDrive OneNote SharePoint PowerPoint PowerShell CircleCI DevOps DevTools OAuth WebSocket "
    "WebSockets WebAssembly WiFi OpenSSL OpenSSH GmbH PhD LaTeX ResNet eBay eBook eBooks McDonald's CloudFlare "
    "Node.js Next.js Vue.js React.js Nuxt.js Express.js Three.js D3.js Nest.js "
    "DigitalOcean BigQuery CloudFront CloudWatch ElasticSearch OpenSearch OpenStack OpenShift JetBrains StackOverflow"
)
"""Names written in several ways: no identifier of one's own is likely to be one of these."""

CASED_UNITS = _set(
    "kb mb gb tb pb kib mib gib tib mw kw gw kwh mwh gwh hz khz mhz ghz ma mah mv kv ev kev mev pa kpa mpa hpa ms ns "
    "us mm nm pm fm km kg mg bps kbps mbps gbps mol db dba cal kcal"
)
"""A capital makes another unit of these."""

REWRITTEN = {
    "don't": ("do", "not"),
    "doesn't": ("does", "not"),
    "didn't": ("did", "not"),
    "isn't": ("is", "not"),
    "aren't": ("are", "not"),
    "wasn't": ("was", "not"),
    "weren't": ("were", "not"),
    "hasn't": ("has", "not"),
    "haven't": ("have", "not"),
    "hadn't": ("had", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "couldn't": ("could", "not"),
    "won't": ("will", "not"),
    "wouldn't": ("would", "not"),
    "shouldn't": ("should", "not"),
    "mustn't": ("must", "not"),
    "needn't": ("need", "not"),
    "i'm": ("i", "am"),
    "i've": ("i", "have"),
    "i'll": ("i", "will"),
    "we're": ("we", "are"),
    "we've": ("we", "have"),
    "we'll": ("we", "will"),
    "you're": ("you", "are"),
    "you've": ("you", "have"),
    "you'll": ("you", "will"),
    "they're": ("they", "are"),
    "they've": ("they", "have"),
    "they'll": ("they", "will"),
    "it'll": ("it", "will"),
    "he'll": ("he", "will"),
    "she'll": ("she", "will"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "there's": ("there", "is"),
    "he's": ("he", "is"),
    "she's": ("she", "is"),
    "what's": ("what", "is"),
    "who's": ("who", "is"),
    "two": ("2",),
    "three": ("3",),
    "four": ("4",),
    "five": ("5",),
    "six": ("6",),
    "seven": ("7",),
    "eight": ("8",),
    "nine": ("9",),
    "ten": ("10",),
    "eleven": ("11",),
    "twelve": ("12",),
    "&": ("and",),
    "e-mail": ("email",),
    "e-mails": ("emails",),
}
"""Contractions with one reading (`he'd` has two), and words with one other spelling."""

DAY_PARTS = _set(
    "abends abend nachmittags nachmittag nachts nacht mittags mittag mitternacht morgens früh vormittags am/pm"
)
COMMA_GROUP_WORDS = _set(
    "the a an is are was has have of in at for with and per to we our user costs it its by budget limit about over"
)
DOT_GROUP_WORDS = _set(
    "der die das ist sind hat von mit für und pro beträgt kostet el la los es son tiene de con por un una il lo è "
    "sono ha di per o os as é são tem com"
)
LISTED_NUMBERS = _set(
    "ports port rooms pages lines tickets issues ids codes versions numbers chapters items rows apartments houses "
    "coordinates coordinate"
)
"""Words before numbers that may stand in a row without blanks: `ports 80,443`."""

COUNTED = _set(
    "euro euros eur € dollar dollars dollars usd $ chf franken pesos reais lire einwohner personen nutzer benutzer "
    "kunden stück zeilen zeichen wörter schritte meter kilometer usuarios personas clientes habitantes líneas "
    "palabras metros usuários pessoas linhas utenti persone clienti abitanti righe parole metri kcal"
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar enero janvier janeiro gennaio",
            "february feb februar febrero février fevereiro febbraio",
            "march mar märz marzo mars março",
            "april apr abril avril aprile",
            "may mai mayo maio maggio",
            "june jun juni junio juin junho giugno",
            "july jul juli julio juillet julho luglio",
            "august aug agosto août",
            "september sept sep septiembre septembre setembro settembre",
            "october oct oktober octubre octobre outubro ottobre",
            "november nov noviembre novembre novembro",
            "december dec dezember dez diciembre décembre dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
TYPED_VALUES = _set("null none nil true false yes no on off nan undefined")

CONJUNCTIONS = {
    "and": "and", "und": "and", "et": "and", "y": "and", "e": "and", "ed": "and",
    "or": "or", "oder": "or", "ou": "or", "o": "or", "u": "or",
}  # fmt: skip
"""Spanish changes `y` and `o` before certain sounds, Italian `e`."""

ARTICLES = _set("the der die das den el la los las le les il lo i gli os as")
ORDER_FREE_HEADS = _set(
    "likes like loves love hates hate dislikes dislike enjoys enjoy knows know speaks speak eats eat drinks drink "
    "plays play uses use using needs need requires require owns own has have wants want includes include contains "
    "contain supports support covers cover offers offer sells sell accepts accept collects collect avoid avoids are "
    "with without in on of about prefers prefer study studies learn learns learning teach teaches wear wears "
    "keep keeps "
    "read reads watch watches cook cooks bake bakes grow grows serve serves track tracks store stores monitor "
    "monitors "
    "measure measures manage manages lead leads host hosts block blocks allow allows permit permits ban bans exclude "
    "excludes ignore ignores skip skips choose chooses buy buys bring brings take takes invite invites follow "
    "follows "
    "write writes see sees meet meets treat treats develop develops publish publishes ship ships carry carries "
    "loved liked hated "
    "mag mögen liebt lieben hasst hassen spricht sprechen isst trinkt spielt nutzt nutzen benutzt benutzen verwendet "
    "verwenden braucht brauchen enthält hat haben besitzt kennt sind umfasst unterstützt lernt mit ohne für aus "
    "gustan habla hablan come bebe usa usan usamos tiene tienen necesita incluye contiene odia ama conoce "
    "soporta son "
    "con sin en sobre estudia toca "
    "aime aiment parle parlent utilise utilisent utilisons mange boit déteste possède contient inclut sont comprend "
    "avec sans "
    "fala falam usam tem têm precisa inclui contém odeia são suporta gosta com sem em "
    "parla parlano mangia beve ha hanno include sono conosce piacciono senza"
)
"""Words after which the items of an enumeration have no order."""

ORDER_FREE_BEFORE_TO = _set("allergic access limited subscribed committed related available open")

SUBJECT_VERBS = _set(
    "are were have own work use live share like love hate prefer need must should can will speak know "
    "sind waren haben arbeiten nutzen mögen müssen sollen können teilen wohnen leben "
    "son tienen usan viven trabajan deben pueden comparten sont ont utilisent doivent vivent travaillent "
    "são têm usam vivem trabalham devem sono hanno usano vivono lavorano devono"
)
ITEM_STOPS = _set(
    "a an the i you he she it we they me him her us them this that these those my your his its our their is are was "
    "were be been am do does did has have had will would can could should must may might not no never to from with "
    "without for of at by on in into about as if when while because so than but or and nor only also too very just "
    "there here who which what where how all both each every some any none more most less run runs go goes use uses "
    "make makes get gets "
    "der die das den dem des ein eine einen ich du er sie es wir ihr ist sind war nicht kein keine mit ohne "
    "für von zu "
    "in im am an auf bei nach wenn weil aber auch nur el la los las un una yo él ella es son no con sin de del "
    "en por "
    "para que si pero también solo le les des du je tu il elle nous vous ils est sont ne pas avec sans dans sur pour "
    "par mais aussi o os as um uma eu ele ela é são não com sem da do das dos em na mas também lo gli uno io lui lei "
    "è sono non di del della nel che se ma anche"
)
"""Words that are no item and no part of one."""

ORDER_CUES = _set(
    "then first firstly second secondly third last lastly finally next after afterwards before step steps order "
    "ordered sequence priority priorities rank ranked ranking over from between respectively than rather instead "
    "followed start starts end ends pipeline workflow process procedure stage stages phase phases column columns "
    "field fields argument arguments phrase mnemonic seed combination motto mantra slogan title called acronym "
    "plan parameter parameters top best worst winner winners most ascending descending "
    "alphabetical chronological left right route trip tour menu courses coordinates either tuple until when while if "
    "dann danach zuerst erst zunächst zuletzt schließlich schritt schritte reihenfolge priorität anschließend bevor "
    "nachdem vor nach von bis als statt bzw bzw. beziehungsweise jeweils phasen entweder wenn "
    "luego después primero pasos paso orden antes desde hasta respectivamente finalmente cuando si "
    "puis ensuite d'abord étape étapes ordre avant après respectivement enfin si quand "
    "depois primeiro passos passo ordem desde até se quando "
    "poi dopo prima passi fase fasi ordine da fino se quando"
)
"""Any of these, and the order of an enumeration may mean something."""

ACCENTS_FOLDED = _set(
    "café cafés maría sofía lucía garcía josé inés andrés andré rené tomás nicolás bogotá perú panamá canadá japón "
    "menú bebé sofá también además después según inglés francés alemán japonés través detrás jamás "
    "français voilà déjà très après près français "
    "você vocês não até alguém ninguém português inglês francês "
    "perché città più così caffè università qualità attività libertà"
)
"""Words whose last syllable has an accent that can be left out without making another word."""

ACCENTS_KEPT = _set(
    "hacia sabia seria serias secretaria campana campanas canas penas monos cunas continua continuas amplio rio "
    "peche peches pecher pechers tache taches cotes cote forets foret jeune jeunes matin haler chasse roder "
    "colon genes "
    "gene marche marches reserve reserves maca macas coco cocos avo avos pais publico termino critica fabrica "
    "practica ultimo titulo numero medico deposito limite calculo transito habito animo "
    "maße maßen maß Maße Maßen Maß buße bußen Buße Bußen floß Floß schoß Schoß ruß Ruß"
)
"""Words that, with and without accent (or ß), are two."""
