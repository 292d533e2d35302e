"""Words that stand for one another in statements, by language. Data only.

Words are folded as `text.normalise` folds them; `a_b` is a phrase of two words. A row `sense: words` says that these
words may replace one another without a reader acting differently. Other forms of a word are found by their stem.
"""

SYNONYMS = {
    "en": """
    live: live lives living reside resides residing dwell dwells resident
    use: use uses using used utilise utilises utilize utilizes employs relies rely
    begin: begin begins beginning start starts starting commence commences kicks_off
    end: end ends ending finish finishes finishing finished expire expires runs_out complete completed
    buy: buy buys purchase purchases purchased bought
    store: store stored stores saved saves save kept retained retain retains archived keep keeps
    show: display displays displayed shows
    send: send sent sends sending go_out goes_out goes_to dispatched delivered mailed
    prefer: prefer prefers preferred preference favour favours favor favors like likes liked enjoy enjoys enjoyed love
    prefer: loves fond fan keen
    need: need needs require requires required requirement prerequisite necessary
    child: child children kid kids
    customer: customer customers client clients
    vendor: vendor vendors supplier suppliers
    developer: developer developers programmer programmers coder coders
    implement: implement implements implemented developed coded powered develop develops
    mode: mode theme
    last: lasts duration lasting
    drive: drive drives driving drove
    shared: shared share shares
    lawyer: lawyer attorney
    teacher: teacher teachers instructor
    study: study studies studying student students pupil pupils
    doctor: doctor physician gp
    boss: boss supervisor line_manager
    job: job profession occupation
    employee: employee employees staff
    firm: company firm business employer
    answer: answer answers reply replies respond responds response responses
    big: big large
    small: small tiny
    quick: quick quickly fast rapid rapidly speedy
    slow: slow slowly sluggish
    brief: short brief briefly concise concisely terse succinct
    long: long lengthy
    easy: easy simple
    hard: hard difficult tough
    cheap: cheap inexpensive affordable
    costly: expensive costly pricey
    quiet: quiet silent
    noisy: noisy loud
    ill: ill sick unwell
    main: main principal chief primary
    important: important crucial essential vital
    mandatory: mandatory compulsory obligatory
    correct: correct right
    wrong: wrong incorrect
    strict: strict strictly
    write: write writes writing written wrote
    document: docs documentation documents doc document
    config: config configuration configs settings setup
    database: database databases db dbs
    repository: repository repo repositories repos
    application: application app applications apps
    environment: environment environments env
    directory: directory directories folder folders dir
    admin: admin admins administrator administrators
    pr: pull_request pull_requests pr prs merge_request merge_requests mr mrs
    ticket: ticket tickets
    bug: bug bugs defect defects
    error: error errors
    problem: problem problems trouble
    function: function functions
    argument: argument arguments parameter parameters param params
    library: library libraries lib libs package packages
    frontend: frontend front-end front_end
    backend: backend back-end back_end
    website: website site webpage web_site homepage
    server: server servers
    computer: computer pc
    laptop: laptop notebook
    phone: phone telephone smartphone cellphone mobile_phone
    screen: screen monitor
    shortcut: shortcut shortcuts hotkey hotkeys
    keybinding: keybinding keybindings key_binding key_bindings keymap
    comment: comment comments
    version: version versions
    release: release releases released launch launches launched rollout
    deploy: deploy deploys deployed deployment deployments deploying ship ships shipped
    test: test tests testing tested
    merge: merge merges merged merging
    build: build builds built building
    run: execute executes executed
    fix: fix fixes fixed repair repairs repaired
    create: create creates creating created
    remove: remove removes removing removed delete deletes deleting deleted erase erased deletion
    add: add adds added adding
    change: change changes changed modify modifies modified alter altered edit edits edited
    check: check checks checked verify verifies verified
    choose: choose chooses chose chosen select selects selected pick picks picked
    help: help helps assist assists
    ask: ask asks asked request requests requested
    explain: explain explains explanation explanations
    inform: inform informs notify notifies notified notification notifications alert alerts
    get: receive receives received obtain obtains
    give: give gives given gave provide provides provided offer offers offered
    contain: contain contains include includes containing including consists
    own: own owns owned owner responsible in_charge charge handle handles takes_care_of looks_after accountable
    lead: lead leads led leading leader head heads headed
    host: host hosts hosted hosting
    put: put puts placed
    locate: located situated
    maintain: maintain maintains maintained maintainer
    support: support supports supported supporting
    speak: speak speaks speaking
    discuss: talk talks discuss discusses
    depend: depend depends
    wait: wait waits waiting
    schedule: schedule schedules scheduled takes_place take_place held planned_for
    native: native_language mother_tongue first_language
    near: near nearest close_to closest nearby
    poor: poor weak bad
    establish: founded established
    gather: gather gathers collect collects collected
    mistake: mistake mistakes
    goal: goal goals aim aims target targets objective objectives
    result: result results outcome outcomes
    information: info information
    specification: spec specs specification specifications
    authentication: auth authentication
    dependency: dependency dependencies deps
    performance: perf performance
    temporary: temp temporary
    message: message messages msg
    headquarters: hq headquarters head_office
    trash: rubbish garbage trash
    lift: lift elevator
    trousers: trousers pants
    truck: truck lorry
    couch: couch sofa
    gift: gift gifts present_for
    clothes: clothes clothing
    glasses: glasses spectacles
    freelance: freelance freelancer self-employed self_employed
    unemployed: unemployed jobless
    retired: retired pensioner
    rich: rich wealthy
    benefit: benefit benefits advantage advantages
    drawback: drawback disadvantage
    inspect: inspect inspects inspection examine
    careful: careful cautious
    frequent: frequent common
    different: different distinct
    postpone: postpone postponed delayed
    arrive: arrive arrives arriving arrived
    leave: depart departs departing departed leave leaves leaving left_for
    quit: quit quits resigned resign
    hire: hire hires hired recruit recruited
    commute: commute commutes commuting gets_to_work travels_to_work
    remote: remote remotely from_home wfh work_from_home home_office
    colour: colour color colours colors
    favourite: favourite favorite favourites favorites
    licence: licence license
    center: center centre
    organise: organise organize organises organizes
    email: email e-mail emails mail
    codebase: codebase code_base source_code
    login: login signin sign_in signing_in log_in_to log_in_with log_in_as logs_in_with logging_in log_on
    signup: signup sign_up
    allergic: allergic allergy allergies
    medicine: medicine medication
    vegetarian: vegetarian veggie
    birthday: birthday was_born born birth
    wed: married spouse
    film: film films movie movies
    photo: picture pictures photo photos
    football: football soccer
    holiday: holiday holidays vacation vacations
    bike: bike bicycle bikes bicycles
    car: car automobile
    subway: subway underground metro
    plane: plane airplane aeroplane
    flat: flat apartment
    shop: shop
    street: street road
    tv: tv television
    fridge: fridge refrigerator
    maths: maths math mathematics
    meal: meal meals
    dinner: dinner supper
    spicy: spicy hot_food
    salary: salary wage wages
    price: price cost costs fee fees
    deadline: deadline due_date due
    meeting: meeting meetings
    standup: standup stand-up stand_up
    backup: backup backups back_up
    timezone: timezone time_zone
    whitespace: whitespace white_space
    filename: filename file_name
    username: username user_name login_name
    dataset: dataset data_set datasets
    log: log logs logging logged
    indent: indent indents indentation indented
    cache: cache caches cached
    reach: reach reached reachable contact contacted
    weigh: weigh weighs weight
    tall: tall height
    move: move moves moved moving switch switches switched switching migrate migrates migrated relocated relocate
    rise: wake_up wakes_up woke_up get_up gets_up got_up gets_out
    afraid: afraid fear fears scared
    intern: intern interns internship
    eat: eat eats eating ate have_lunch has_lunch have_dinner has_dinner have_breakfast has_breakfast
    fluent: fluent fluently
    visit: visit visits visited
    grow: grow grows grew
    travel: travel travels travelled traveled trip trips journey
    sleep: sleep sleeps slept
    wear: wear wears wore
    walk: walk walks walked
    pay: pay pays
    join: join joins joined
    leave: leave leaves
    age: age aged years_old
    """,
    "de": """
    live: wohnt wohnen wohne lebt leben lebe wohnhaft wohnort
    use: verwendet verwenden verwende nutzt nutzen nutze benutzt benutzen benutze einsetzen eingesetzt nutzung
    begin: beginnt beginnen startet starten start anfang beginn fangt
    end: endet enden aufhoren
    prefer: bevorzugt bevorzugen bevorzuge mag mogen lieber liebt praferiert
    need: braucht brauchen benotigt benotigen erfordert notig
    child: kind kinder kindern
    answer: antwort antworten antworte antwortet
    meeting: meeting besprechung sitzung
    store: gespeichert speichert abgelegt aufbewahrt speichern
    work: arbeitet arbeiten arbeite tatig beschaftigt
    run: ausgefuhrt ausfuhren
    own: zustandig verantwortlich verantwortet
    valid: gilt gelten gultig
    flat: wohnung apartment
    car: auto wagen pkw
    bike: fahrrad rad
    buy: kauft kaufen gekauft
    folder: ordner verzeichnis
    mobile: handy smartphone mobiltelefon
    boss: chef chefin vorgesetzter vorgesetzte
    lead: leitet leiten leiter leiterin leitung
    firm: firma unternehmen
    doctor: arzt arztin
    remove: loschen loscht geloscht entfernen entfernt
    change: andern geandert andert
    check: prufen pruft gepruft uberprufen uberpruft
    send: senden sendet gesendet schicken schickt geschickt verschickt versendet
    quick: schnell rasch
    brief: kurz kurze kurzen kurzer knapp knappe
    error: fehler
    customer: kunde kunden kundin
    computer: rechner computer
    test: test tests testen getestet
    speak: spricht sprechen
    eat: isst essen
    drink: trinkt trinken
    speech: sprache
    allergic: allergisch allergie
    take_place: stattfinden
    price: preis kosten kostet
    holiday: urlaub ferien
    birthday: geburtstag geboren
    write: schreibt schreiben geschrieben schreibe
    deploy: deployen deployt deployment ausrollen ausgerollt ausgeliefert
    documentation: dokumentation doku
    """,
    "es": """
    live: vive viven vivo reside residen residente
    use: usa usan uso usamos utiliza utilizan utilizo utilizamos emplea
    begin: empieza empiezan comienza comienzan inicia
    end: termina acaba finaliza
    prefer: prefiere prefieren prefiero gusta gustan encanta encantan
    need: necesita necesitan requiere requieren
    work: trabaja trabajan trabajo labora
    car: coche carro auto
    child: hijo hijos nino ninos
    answer: respuesta respuestas responde responder contesta
    meeting: reunion junta
    store: guarda guardan almacena almacenan guardado
    send: envia envian manda mandan enviado
    remove: elimina eliminar borra borrar
    flat: piso apartamento departamento
    computer: ordenador computadora
    boss: jefe jefa
    eat: come comer
    drink: toma tomar bebe beber
    customer: cliente clientes
    database: base_de_datos bd
    firm: empresa compania
    run: ejecuta ejecutan corre
    speak: habla hablan
    brief: corto corta breve breves cortas
    mobile: movil celular
    own: responsable encargado encargada
    birthday: cumpleanos nacio
    """,
    "fr": """
    live: habite habitent vit vivent reside
    use: utilise utilisent utilisons emploie
    begin: commence commencent debute demarre
    end: finit termine acheve
    prefer: prefere preferent aime aiment adore
    need: besoin necessite requiert
    work: travaille travaillent
    car: voiture auto
    child: enfant enfants
    answer: reponse reponses repond repondre reponds
    meeting: reunion reunions
    store: stocke stocker enregistre conserve garde
    send: envoie envoyer envoye
    remove: supprime supprimer efface effacer
    flat: appartement
    boss: chef patron
    run: tourne execute
    eat: mange mangent
    drink: boit boire
    speak: parle parlent
    customer: client clients
    firm: entreprise societe
    own: responsable charge
    brief: court courte courtes bref breve breves
    mobile: portable telephone
    computer: ordinateur
    birthday: anniversaire ne nee
    database: base_de_donnees bdd
    """,
    "pt": """
    live: mora moram moro vive vivem reside
    use: usa usam uso usamos utiliza utilizam utilizamos
    begin: comeca comecam inicia
    end: termina acaba
    prefer: prefere preferem prefiro gosta gostam gosto adora
    need: precisa precisam necessita requer
    work: trabalha trabalham trabalho
    car: carro automovel
    child: filho filhos crianca
    answer: resposta respostas responde responder
    meeting: reuniao
    store: guarda armazena salvo
    send: envia enviado manda
    remove: apaga exclui remove elimina
    flat: apartamento
    mobile: celular telemovel
    boss: chefe
    application: app aplicativo aplicacao
    eat: come comer
    drink: toma bebe beber
    speak: fala falam
    customer: cliente clientes
    firm: empresa companhia
    own: responsavel
    brief: curto curta curtas breve breves
    birthday: aniversario nasceu
    database: banco_de_dados base_de_dados
    """,
    "it": """
    live: abita abitano vive vivono risiede
    use: usa usano uso usiamo utilizza utilizzano utilizziamo
    begin: inizia comincia iniziano
    end: finisce termina
    prefer: preferisce preferiscono piace piacciono ama adora
    need: serve occorre necessita richiede
    work: lavora lavorano lavoro
    car: macchina auto automobile
    child: figlio figli bambino bambini
    answer: risposta risposte risponde rispondere rispondi
    meeting: riunione incontro
    store: salva memorizza conserva
    send: invia inviato manda spedisce
    remove: elimina cancella rimuove
    flat: appartamento
    boss: capo
    eat: mangia mangiano
    drink: beve bere
    speak: parla parlano
    customer: cliente clienti
    firm: azienda societa ditta
    own: responsabile
    brief: corto corta brevi breve corte
    mobile: cellulare telefono
    birthday: compleanno nato nata
    """,
    "ru": """
    live: живет живут живу проживает
    use: использует используют используем применяет пользуется
    prefer: предпочитает любит нравится
    begin: начинается начинает
    end: заканчивается завершается
    work: работает работаю
    store: хранится хранятся хранит лежит
    need: нужен нужна требуется
    meeting: встреча совещание
    brief: краткие короткие кратко коротко
    run: запускается запускаются
    """,
}

GENERIC = {
    "en": """use work run write send store do play call build host own put prefer need get give locate schedule speak
    create show take done answer file come become remain serve act belong look happen stand sit set based place kind
    type part area matter task step item number version choice setting option format style mode language service
    system tool environment process method practice approach rule policy standard default favourite job person people
    company city town country member eat drink available due exist spend hold rise newer someone contact price last
    implement drive remember old aged age length duration cover employ amount total workday colour find found allow""",
    "de": """befindet befinden use work run valid geschrieben dauert lang offnet macht drink eat answer store
    send need eigen
    stelle art bereich sache zahl version modus sprache dienst
    system werkzeug regel stadt firm findet setzt kommt steht liegt gehor""",
    "es": """encuentra encuentran ubicado use work run drink escrito escrita eat store send need esta hecho
    hecha lleva forma tipo idioma
    sistema servicio ciudad
    firm tomar viene queda""",
    "fr": """trouve trouvent situe use work run drink eat ecrit ecrite store send need forme type langue systeme
    service ville firm
    vient reste mis mise""",
    "pt": """encontra encontram localizado use work run drink eat escrito escrita store send need feito feita
    forma tipo idioma sistema
    servico cidade firm vem""",
    "it": """trova trovano situato use work run drink eat scritto scritta store send need fatto fatta forma tipo
    lingua sistema
    servizio citta firm viene""",
    "ru": "use work run store need город язык система сервис",
}
"""Senses and stems so general that a paraphrase may add or drop one."""

DENIALS = {
    "en": """
    allow: allow allows permit permits allowed permitted:
    allow: : forbid forbids prohibit ban bans forbidden prohibited banned disallowed
    enable: enable enables enabled activated active: disable disables disabled deactivated inactive
    open: open opens opened opening: close closes closed closing shut shuts
    prefer: prefer:
    prefer: : dislike dislikes hate hates hated detest detests disliked can_not_stand cannot_stand not_a_fan
    prefer: : not_fond
    public: public: private
    mandatory: mandatory: optional voluntary
    possible: possible: impossible
    true: true: false
    known: known: unknown
    valid: valid: invalid
    online: online: offline
    accept: accept accepts accepted: reject rejects rejected decline declines declined
    approve: approve approves approved: disapproved unapproved
    contain: contain: exclude excludes excluded
    work: functions: fails fail failing broken defective faulty
    paid: paid: unpaid
    reversible: reversible: irreversible
    available: available: unavailable
    visible: visible: invisible hidden
    safe: safe: unsafe dangerous
    stable: stable: unstable
    support: support: unsupported
    encrypted: encrypted: unencrypted
    signed: signed: unsigned
    use: use: unused
    happy: happy satisfied: unhappy dissatisfied
    important: important: unimportant
    present: present: absent
    agree: agree agrees: disagree disagrees
    trust: trust trusts: distrust mistrusts
    succeed: succeed succeeds succeeded: failed
    remember: remember remembers: forget forgets
    """,
    "de": """
    erlaubt: erlaubt gestattet: verboten untersagt
    aktiv: aktiviert aktiv eingeschaltet: deaktiviert inaktiv ausgeschaltet
    offen: offen geoffnet: geschlossen
    prefer: mag: hasst hassen
    offentlich: offentlich: privat
    moglich: moglich: unmoglich
    bekannt: bekannt: unbekannt
    valid: gultig: ungultig
    bezahlt: bezahlt: unbezahlt
    verfugbar: verfugbar: unverfugbar
    wichtig: wichtig: unwichtig
    """,
    "es": """
    permitido: permitido permitida permite: prohibido prohibida prohibe
    activo: activado activo activa activada: desactivado inactivo inactiva desactivada
    abierto: abierto abierta: cerrado cerrada
    prefer: gusta: odia detesta
    publico: publico publica: privado privada
    posible: posible: imposible
    obligatorio: obligatorio: opcional
    """,
    "fr": """
    autorise: autorise permis: interdit
    actif: active actif activee: desactive inactif desactivee
    ouvert: ouvert ouverte: ferme fermee
    prefer: aime: deteste detestent hait
    public: public publique: prive privee
    possible: possible: impossible
    obligatoire: obligatoire: facultatif optionnel
    """,
    "pt": """
    permitido: permitido permitida: proibido proibida
    ativo: ativado ativo ativa: desativado inativo inativa
    aberto: aberto aberta: fechado fechada
    prefer: gosta: odeia detesta
    publico: publico publica: privado privada
    possivel: possivel: impossivel
    obrigatorio: obrigatorio: opcional
    """,
    "it": """
    permesso: permesso consentito: vietato proibito
    attivo: attivo attiva attivato: disattivato inattivo inattiva
    aperto: aperto aperta: chiuso chiusa
    prefer: piace: odia detesta
    pubblico: pubblico pubblica: privato privata
    possibile: possibile: impossibile
    obbligatorio: obbligatorio: facoltativo opzionale
    """,
    "ru": """
    открыт: открыт открыта: закрыт закрыта
    доступен: доступен доступна: недоступен недоступна
    prefer: любит: ненавидит
    """,
}
"""Rows `sense: words: denials`; a denial is read as "not" and the sense, for one of the two always holds."""

ALIASES = """
    postgres postgresql pg
    javascript js
    typescript ts
    kubernetes k8s
    python py
    mongodb mongo
    golang *Go
    github gh
    elasticsearch elastic
    usa *US america
    uk *UK
    nodejs node node.js
    vscode vs_code visual_studio_code
    aws amazon_web_services
    gcp google_cloud
    macos mac_os osx
    nyc new_york_city
    ml machine_learning
    ai artificial_intelligence
    ui user_interface
    ci continuous_integration
"""
"""Names and their short forms: `*` only in capitals and inside a sentence."""
