"""The words that announce a credential, in the languages people write, and the words that take it back."""

from typing import NamedTuple

from ricordo.write.secrets.patterns import word_set


class CueForm(NamedTuple):
    """A noun that can announce a credential.

    Attributes:
        stem: Lower-case literal with which the noun begins, looked up first.
        pattern: The forms of the noun, matched where the stem stands in the lower-case text.
        sort: How much the noun says: password, token, key, clave (a password or a key), pin or code.
        may_be_glued: Whether it is still this noun behind other letters (adminpassword, but not monkey).
    """

    stem: str
    pattern: str
    sort: str
    may_be_glued: bool = True


CUE_FORMS: tuple[CueForm, ...] = (
    CueForm("pass", r"pass(?:[ -]?phrases?|words?|wd|[ -]?codes?|worts?|wörter[ns]?|ord(?:et)?)", "password"),
    CueForm("pass", r"pass", "password", False),
    CueForm("pw", r"pw(?:d|ord)?", "password", False),
    CueForm("pswd", r"pswd", "password", False),
    CueForm("psk", r"psk", "password", False),
    CueForm("kennw", r"kennw(?:ort(?:e?s)?|örter[n]?)", "password"),
    CueForm("losungswort", r"losungswort", "password"),
    CueForm("contrase", r"contrase(?:ñ|n)as?", "password"),
    CueForm("clave", r"claves?", "clave", False),
    CueForm("mdp", r"mdp", "password", False),
    CueForm("de passe", r"de passe", "password", False),
    CueForm("de_passe", r"de_passe", "password", False),
    CueForm("phrase secr", r"phrase secr[eè]te", "password", False),
    CueForm("parola", r"parola(?: d['’]ordine)?", "password", False),
    CueForm("senha", r"senhas?", "password", False),
    CueForm("palavra", r"palavra[- ]passe", "password", False),
    CueForm("wacht", r"wacht(?:woord(?:en)?|zin)", "password"),
    CueForm("haslo", r"haslo", "password", False),
    CueForm("hasł", r"hasł(?:o|a|em|u)", "password", False),
    CueForm("парол", r"парол(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)", "password"),
    CueForm("密码", "密码", "password"),
    CueForm("密碼", "密碼", "password"),
    CueForm("口令", "口令", "password"),
    CueForm("パス", "パス(?:ワード|フレーズ|コード)", "password"),
    CueForm("暗証番号", "暗証番号", "password"),
    CueForm("合言葉", "合言葉", "password"),
    CueForm("lösenord", r"lösenord(?:et)?", "password"),
    CueForm("adgangskode", r"adgangskoden?", "password"),
    CueForm("kodeord", r"kodeord(?:et)?", "password"),
    CueForm("hesl", r"hesl[oa]", "password", False),
    CueForm("salasana", r"salasana", "password"),
    CueForm("jelszó", r"jelszó|jelszava", "password"),
    CueForm("şifre", r"şifre(?:si)?", "password"),
    CueForm("sifre", r"sifre(?:si)?", "password", False),
    CueForm("κωδικ", r"κωδικ(?:ός|ο)(?: πρόσβασης)?", "password"),
    CueForm("비밀번호", "비밀번호", "password"),
    CueForm("암호", "암호", "password"),
    CueForm("كلمة", "كلمة (?:المرور|السر)", "password"),
    CueForm("mật khẩu", "mật khẩu", "password"),
    CueForm("kata sandi", "kata sandi", "password"),
    CueForm("token", r"tokens?", "token"),
    CueForm("secret", r"secrets?", "token"),
    CueForm("credential", r"credentials?", "token"),
    CueForm("geheimnis", r"geheimnis(?:ses)?", "token"),
    CueForm("segreto", r"segreto", "token", False),
    CueForm("segredo", r"segredo", "token", False),
    CueForm("sekret", r"sekret", "token", False),
    CueForm("jeton", r"jeton", "token", False),
    CueForm("токен", r"токен(?:а|ом|у|ы)?", "token"),
    CueForm("секрет", r"секрет(?:а|ом|у)?", "token", False),
    CueForm("令牌", "令牌", "token"),
    CueForm("凭证", "凭证", "token"),
    CueForm("トークン", "トークン", "token"),
    CueForm("シークレット", "シークレット(?:キー)?", "token"),
    CueForm("토큰", "토큰", "token"),
    CueForm("密钥", "密钥", "token"),
    CueForm("密鑰", "密鑰", "token"),
    CueForm("金鑰", "金鑰", "token"),
    CueForm("秘钥", "秘钥", "token"),
    CueForm("秘密鍵", "秘密鍵", "token"),
    CueForm("key", r"keys?", "key"),
    CueForm("schlüssel", r"schlüssel", "key"),
    CueForm("schluessel", r"schluessel", "key"),
    CueForm("clé", r"clés?", "key", False),
    CueForm("clef", r"clefs?", "key", False),
    CueForm("llave", r"llave", "key", False),
    CueForm("chiave", r"chiave", "key", False),
    CueForm("chave", r"chave", "key", False),
    CueForm("sleutel", r"sleutel", "key"),
    CueForm("klucz", r"klucz(?:a|em)?", "key", False),
    CueForm("ключ", r"ключ(?:а|ом|у)?", "key", False),
    CueForm("キー", "キー", "key"),
    CueForm("auth", r"auth", "key", False),
    CueForm("hash", r"hash", "key", False),
    CueForm("pin", r"pins?(?:-?(?:codes?|nummer|number|код))?", "pin", False),
    CueForm("puk", r"puk(?:-?code)?", "pin", False),
    CueForm("пин", r"пин(?:-?код)?", "pin", False),
    CueForm("code", r"codes?", "code"),
    CueForm("otp", r"otp", "code", False),
    CueForm("código", r"códigos?", "code", False),
    CueForm("codice", r"codice", "code", False),
    CueForm("код", r"коды?", "code", False),
    CueForm("kod", r"kody?", "code", False),
    CueForm("验证码", "验证码", "onetime"),
    CueForm("認証コード", "認証コード", "onetime"),
)

KEY_KINDS = word_set(
    """
    api app application access secret private signing signature encryption decryption crypto master auth authentication authorization account shared preshared psk client license licence
    activation product deploy deployment webhook service subscription storage session admin root hmac jwt fernet rest server write ingest ingestion recovery restore backup security bitlocker
    filevault user developer dev integration host personal live production prod sandbox consumer device unlock unseal vault cookie role anon ssh gpg pgp wireguard rails sync publish tracking-api
    geheim zugriffs zugangs lizenz produkt verschlüsselungs signatur wiederherstellungs privater privaten geheimer geheimen dienst konto maps
    toegangs licentie geheime приватный секретный закрытый лицензионный секретного секретным tajny sekretny prywatny アクセス シークレット ライセンス 認証 暗号 暗号化 秘密 api- 访问
    secreta secreto acceso privada cifrado licencia secrète secrete accès acces privée licence chiffrement segreta segreto accesso privata licenza acesso licença dostępu prywatny prywatnego licencyjny
    апи доступа шифрования лицензии
    """
)
NETWORK_WORDS = word_set(
    "wifi wi-fi fi wlan ssid network netzwerk wpa wpa2 wpa3 hotspot router red rede rete wi netz fritzbox réseau"
)
CODE_KINDS = word_set(
    """
    access security alarm door gate entry unlock login verification auth authentication authorization wifi fi wlan safe lock keypad garage 2fa mfa otp time sms activation pairing master
    vault disarm entrance lockbox parental voicemail pass tür tor sicherheits bestätigungs freischalt entsperr tresor zahlen zugangs toegangs
    acceso seguridad verificación alarma acesso segurança verificação accès sécurité vérification porte portail alarme accesso sicurezza verifica sblocco доступа подтверждения безопасности
    dostępu weryfikacyjny 2fa- pin
    """
)
NO_KEY_KINDS = word_set(
    """
    public primary foreign partition sort cache idempotency index object unique map dict row range routing group composite natural surrogate search lookup registry hot shortcut event
    message dedupe dedup publishable site config configuration feature flag kms s3 translation locale react item parent candidate join hash ordering shard bucket arrow
    enter escape esc tab delete return space shift control home low high answer turn musical house door skeleton yale allen metadata json yaml dictionary property etag lru memcached trace span log
    redis namespace topic kafka stream document field column table order sorting grouping the a any no this that each every same first second last öffentlicher öffentliche pública publique pubblica
    primaria primária foránea étrangère estrangeira esterna éxito sucesso usb
    """
)
NO_TOKEN_KINDS = word_set(
    """
    max min next page continuation pagination pad eos bos cls sep mask unk stop num total prompt completion input output context cancel cancellation sync idempotency nft governance
    utility design syntax lexer special start end per million thousand thinking reasoning many more fewer few used remaining public publishable
    open top best trade dirty little dark big biggest kept no without well publickey
    """
)
TAKING_BACK = word_set(
    """
    file files filename path paths dir folder ref refs reference id ids name names url uri urls type types kind policy policies length len size limit limits count counts budget
    ttl expiry expires expired expiration expire lifetime age max min reset resets manager managers prompt label labels column columns field fields rotation rotate rotated
    index class version format formats endpoint endpoints issuer provider providers store stores location source arn mode enabled disabled required regex pattern status state error errors
    usage usages prefix header headers input env var vars variable variables less free protected protection changes strength meter generator generation checker validator validators
    validation verify verification rule rules requirement requirements authentication based only santa sauce ingredient garden agent life lives weapon recipe recipes
    stream streams symbol price sale ring board boards words bucket buckets cost costs window estimate counter position positions embedding
    embeddings embed vocabulary vocab sequence sequences per binary map mapping maps figure point points feature features result results insight insights takeaway takeaways
    performance person people role roles member members binding bindings press presses stroke strokes frame frames note notes metric metrics concept concepts fingerprint thumbprint
    exchange management pair pairs collision collisions constraint constraints violation lookup lookups order sort range schema attribute attributes
    request requests refresh mismatch exception callback flow flows grant grants introspection revocation handling handler leak leaks leaked scanning scanner detection
    checksum digest sha256 sha1 md5 sha complexity entropy history reuse sharing dialog form screen algorithm
    """
)
TAKING_BACK_IN_NAMES = TAKING_BACK | word_set(
    "server address page db database box auth hash hashes hashed hashing salt hint hints less safe text helper"
)
VERBS_OF_RULES = word_set(
    """
    must should shall may can could would needs need have rotates gets will won't cannot can't doesn't don't muss müssen soll darf kann läuft debe deben caduca doit doivent deve devono scade
    devem expira moet moeten verloopt musi wygasa должен истекает
    """
)
COPULAS = word_set(
    """
    is was are were be = == := => : -> → - – — equals ist war lautet lautete sind heißt heisst es son era será est était sont c'est è era sono é são jest to brzmi
    это есть = wordt luidt är reads becomes became remains
    """
)
FILLERS = word_set(
    """
    now currently still just simply set to changed updated reset rotated the as following jetzt aktuell nun derzeit immer noch neu ahora actualmente todavía maintenant actuellement toujours
    adesso ora attualmente agora atualmente nu momenteel teraz obecnie сейчас теперь today again permanently temporarily literally always only really also
    """
)
CHANGE_WORDS = word_set(
    """
    set change changed changes changing update updated updates reset rotate rotated switched switch back became make made use geändert ändern ändere gesetzt setzen setze umgestellt zurückgesetzt aktualisiert gewechselt
    cambió cambiado cambiar cambia cambié cambiamos puse pon poner restablecida changé changée changer mis mets passé modifié modifiée remplacé cambiato cambiata cambiare impostata impostato reimpostata
    mudou mudei alterada alterado alterei mudar trocada trocado definida gewijzigd veranderd ingesteld gezet zmienione zmieniono zmień ustawione изменён изменен изменили сменили поменяли сменил поменял установлен
    """
)
CHANGE_PREPOSITIONS = word_set(
    "to from into auf zu von in a por para de à en par da per em naar op van na z на с от by with"
)
ROLE_WORDS = word_set("as is was als ist como es en comme est come è é era jest jako to это — - –")
POINTING_WORDS = word_set("that this which it das dies eso esto ce c' questo quello isso dat dit это который")
ARTICLES = word_set(
    """
    the my our your his her their a an its this that new old current shared default main das mein unser dein euer sein ihr dem der die neue aktuelle la el mi nuestra tu su una le mon notre votre ma il mio
    nostro lo o meu nossa minha de het mijn ons onze moje nasze мой наш admin root wifi wi-fi wlan database db server staging production prod router vpn master user login guest test account
    """
)
SENTENCE_WORDS = word_set(
    """
    of in on at for with and or not you it we they if when under by be by only too than then there here see ask use stored saved kept known long random word characters character letters generated
    every daily weekly monthly yearly day days week weeks month months year years times diceware lowercase uppercase enough already exists required invalid wrong incorrect must should
    les des et und oder nicht mit für im von und y con los en e non che le un une que para por na не и в на с
    """
)
