"""What words mean to the comparison of statements, by language. Data only.

Words are folded as `text.normalise` folds them (no accents, no capitals); `a_b` is a phrase of two words. In a row
`name: words` the name is the meaning that all these words share: a class of its own (`not`, `must`, `also` ...), a
value (`day.0` for Monday) or one sense of several synonyms (`=live`). A sense that starts with `!` is the denial of
the sense without it: "forbidden" is read as "not allowed".
"""

from ricordo.text.patterns import lazy


def words(listed: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(listed.split())


FUNCTION_WORDS = {
    "en": """a an the this that these those there here it its itself he she him her his hers they them their theirs
    you your yours one ones who whom whose which what how where why as at by in of on with within for from to into
    onto via than per about through during among and & so such own am is are be been being do does did done s
    re ve ll m d t because while whilst since upon towards etc both either more""",
    "de": """der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem er sie es ihn
    ihm ihr ihnen ihre ihrem ihren ihrer ihres sein seine seinen seinem seiner seines sich du dein deine dich dir man
    wer was wie wo wann warum welche welcher welches im in am an auf aus bei beim bis durch fur gegen hinter mit nach
    neben seit uber um unter von vom vor zu zum zur zwischen als dass damit daran dafur dazu davon so da dort hier ist
    sind bin bist sei und weil wobei worden ja doch denn also eben mal etwa gerne je pro""",
    "es": """el la los las lo un una unos unas este esta esto estos estas ese esa eso esos esas aquel su sus tu tus le
    les se te os ella ello ellos ellas usted ustedes que quien quienes cual cuales cuando donde como cuanto a al ante
    con contra de del desde en entre hacia hasta para por segun sobre tras es son esta estan ser estar y e porque pues
    asi aqui alli ha han he hay sido siendo""",
    "fr": """le la les l un une des du de d ce cet cette ces c son sa ses ton ta tes votre vos leur leurs il elle ils
    elles on lui se s te t vous y en que qu qui quoi dont ou quand comment a au aux avec chez contre dans depuis
    derriere devant entre par pendant pour sans sous sur vers est sont etre et car comme ainsi ici la ne n est_ce
    cela ca ceci tout_a_fait ete""",
    "pt": """o a os as um uma uns umas este esta isto estes estas esse essa isso esses essas aquele aquela seu
    sua seus
    suas dele dela deles delas teu tua lhe lhes se te ele ela eles elas voce voces que quem qual quais quando onde
    como ao aos de do da dos das desde em no na nos nas num numa entre para por pelo pela pelos pelas ate sobre com e
    sao esta estao ser estar porque assim aqui ali ja sendo sido""",
    "it": """il lo la i gli le l un uno una questo questa questi queste quello quella quelli quelle suo sua suoi sue
    tuo tua tuoi tue loro lui lei egli essi si ci vi ti ne che chi cui quale quali quando dove come a ad al allo alla
    ai agli alle da dal dallo dalla dai dagli dalle di del dello della dei degli delle in nel nello nella nei negli
    nelle con su sul sullo sulla sui sugli sulle per tra fra e ed sono essere stato stata perche cosi qui li viene
    vengono""",
    "ru": """и в во на с со у к ко по из за о об от до для при это этот эта эти тот та те он она оно они его ее их ему
    ей им который которая которое которые что чтобы как где когда кто есть быть является а же ли бы там тут здесь свой
    своя свои так""",
}
"""Words that carry no content; they still show the language."""

LIGHT_WORDS = {
    "en": """user users we our ours us i my me mine myself team project people person someone everyone now currently
    please really very quite just simply actually basically generally kindly today's always get gets got getting go
    goes going gone keep keeps kept keeping have has having stay stays take takes took taken taking make makes made
    making happen happens happening occur occurs place any each ever already thing things kind sort way time
    work worked
    works working employed let lets existing given out up off down set directly straight own well fully
    properly called named name names known run runs running file""",
    "de": """nutzer nutzerin benutzer benutzerin user wir uns unser unsere unserem unseren unserer ich mein meine
    meinem meinen meiner mir mich team projekt jetzt derzeit aktuell momentan gerade bitte sehr wirklich eigentlich
    einfach immer stets hat habe haben werden wird machen macht gemacht gibt geben bleibt bleiben statt
    stattfinden findet finden erfolgt erfolgen gern lieber lauft laufen heisst heissen genannt name""",
    "es": """usuario usuaria nosotros nuestro nuestra nuestros nuestras yo mi mis me nos equipo proyecto ahora
    actualmente favor muy realmente siempre tiene tienen tener tengo hace hacen hacer hecho va van ir queda quedan
    llama llaman llamado nombre""",
    "fr": """utilisateur utilisatrice nous notre nos je j mon ma mes me m moi equipe projet maintenant actuellement
    svp plait tres vraiment toujours avoir ont ai fait faire font va vont lance lancee effectue effectuee appelle
    nomme nom""",
    "pt": """usuario usuaria utilizador nos nosso nossa nossos nossas eu meu minha meus minhas me mim equipe equipa
    projeto projecto agora atualmente favor muito realmente sempre tem tenho ter temos faz fazem fazer feito feita
    vai vao ir fica ficam chama chamam nome""",
    "it": """utente noi nostro nostra nostri nostre io mio mia miei mie mi me squadra team progetto ora adesso
    attualmente favore prego molto davvero sempre ha hanno avere ho abbiamo fa fanno fare fatto va vanno andare
    resta rimane chiama chiamano nome""",
    "ru": """пользователь пользователя пользователю мы наш наша наше наши нас нам я мой моя мое мои меня мне команда
    команды проект проекта сейчас теперь пожалуйста очень всегда имеет происходит проходит зовут называется имя""",
}
"""Words that a paraphrase adds and drops freely."""

CLASSES = {
    "en": """
    not: not unable incapable cannot never no none nobody nothing nowhere neither nor no_longer not_any_more not_anymore
    not: no_more refuse refuses refused avoid avoids avoiding avoided refrain lacks lack lacking stop stops stopped
    not: instead_of rather_than
    without: without
    atmost: not_exceed not_exceeds never_exceed no_more_than not_more_than or_less or_fewer
    atleast: no_less_than no_fewer_than not_less_than or_more or_newer or_later or_higher or_above or_greater
    atleast: and_up and_above and_later and_newer or_up
    must: must shall make_sure be_sure ensure ensures has_to have_to need_to needs_to had_to required_to
    must: obliged_to got_to
    should: should ought ought_to recommended advisable better_to supposed_to
    may: may might maybe perhaps possibly probably likely could potentially presumably tentatively apparently
    may: seems seem appears
    can: can able_to is_able are_able allowed_to permitted_to
    want: want wants wanted would_like wish wishes hopes hope hoping dreams dream desires keen_to
    plan: plan plans planning planned intends intend intending consider considers considering considered thinking
    plan: thinking_about thinking_of proposes propose proposed proposal suggests suggest suggested discussing discuss
    plan: tries try trying aims aim evaluating evaluate evaluates exploring explore
    hearsay: said says told claims claimed heard reportedly allegedly rumour rumor believes thinks thought guess
    if: if unless would suppose supposing provided in_case otherwise hypothetically assuming
    when: when whenever once as_soon_as
    past: was were had used_to formerly previously former ex ago earlier originally
    future: will going_to gonna 'll shall_be soon upcoming about_to
    also: also too as_well additionally another additional besides moreover plus in_addition else again
    only: only solely exclusively merely alone nothing_but
    except: except excluding apart_from but_not other_than aside_from but however although though
    all: all every everything entire whole completely
    some: some several certain a_few various
    most: most mostly mainly primarily majority
    many: many much lots plenty numerous
    few: few little hardly barely scarcely
    half: half partially partly
    usually: usually normally typically regularly often frequently
    sometimes: sometimes occasionally
    rarely: rarely seldom
    about: roughly approximately around nearly almost circa ca approx
    atleast: at_least minimum min minimally
    atmost: at_most maximum max up_to maximal
    exactly: exactly precisely
    above: exceeding more_than greater_than longer_than larger_than bigger_than higher_than
    below: less_than fewer_than shorter_than smaller_than lower_than
    before: before prior_to until till
    after: after afterwards following since_then
    first: firstly initially
    then: then subsequently
    back: back returned returns recovered resumed restored
    ongoing: being
    still: still yet
    """,
    "de": """
    not: nicht nie niemals kein keine keinen keinem keiner keines keinerlei niemand nichts nirgends weder
    not: vermeide vermeiden vermeidet meiden meidet verzichtet verzichten statt_dessen anstatt
    without: ohne
    must: muss mussen musst musse haben_zu erforderlich
    should: soll sollte sollten sollen sollst empfohlen
    may: vielleicht moglicherweise wahrscheinlich eventuell vermutlich könnte könnten dürfte wohl anscheinend
    can: kann konnen kannst darf durfen imstande
    want: will wollen möchte möchten wunscht wunschen hofft hoffen
    plan: plant planen geplant uberlegt uberlegen erwagt erwagen beabsichtigt vor_zu denkt_daruber versucht versuchen
    plan: schlagt_vor vorschlag vorgeschlagen
    hearsay: angeblich sagte sagt gehort glaubt meint denkt offenbar
    when: sobald wenn
    if: falls sofern ob würde würden wäre wären hätte hätten ansonsten sonst
    past: war waren hatte hatten wurde wurden konnte konnten fruher ehemals ehemalige ehemaliger damals vorher
    past: vor_kurzem
    future: wird_bald kunftig zukunftig demnachst bald
    also: auch ausserdem zusatzlich weiterer weitere weiteres weiteren noch_ein noch_eine noch_einen ebenfalls
    also: daruber_hinaus ebenso sowie andere anderer anderes anderen zudem wieder
    only: nur lediglich ausschliesslich bloss allein
    except: ausser ausgenommen bis_auf mit_ausnahme aber jedoch abgesehen
    all: alle alles aller allen allem jeder jede jedes jeden jedem samtliche ganze ganzen ganzer ganzes
    some: einige manche mehrere etwas einzelne
    most: meisten meist meistens hauptsachlich vorwiegend uberwiegend
    many: viele viel vielen zahlreiche
    few: wenige wenig kaum
    half: halbe halb halben teilweise
    usually: gewohnlich normalerweise ublicherweise oft haufig regelmassig
    sometimes: manchmal gelegentlich
    rarely: selten
    about: ungefahr circa rund fast beinahe
    atleast: mindestens minimum minimal wenigstens
    atmost: hochstens maximal maximum
    exactly: genau exakt
    above: mehr_als
    below: weniger_als
    before: bevor
    after: nachdem danach
    back: zuruck
    still: noch
    not: nicht_mehr kein_mehr keine_mehr
    """,
    "es": """
    without: sin
    not: en_lugar_de en_vez_de no evita evitar evite
    nothing: nunca jamas nadie nada ningun ninguna ninguno ni tampoco
    must: debe deben debes debo tiene_que tienen_que hay_que tengo_que obligatorio
    should: deberia deberian deberias conviene recomienda recomendable
    may: quizas quiza tal_vez acaso probablemente posiblemente podria podrian seguramente parece
    can: puede pueden puedo podemos
    want: quiere quieren quiero queremos desea desean espera
    plan: planea planean piensa piensan considera intenta intentan propone propuso va_a_considerar
    hearsay: dice dicen dijo dijeron supuestamente cree creen
    if: si caso salvo_que
    when: cuando
    past: era eran fue fueron estaba estaban habia habian tenia tenian antes anteriormente solia solian hubo
    future: sera seran va_a van_a voy_a vamos_a pronto proximamente
    also: tambien ademas otro otra otros otras adicional asimismo igualmente
    only: solo solamente unicamente exclusivamente
    except: excepto salvo menos aparte pero sino
    all: todo toda todos todas cada
    some: algun alguno alguna algunos algunas varios varias
    most: mayoria principalmente
    many: mucho mucha muchos muchas
    few: poco poca pocos pocas apenas
    half: medio media mitad parcialmente
    usually: normalmente suele suelen generalmente habitualmente frecuentemente menudo
    sometimes: veces
    rarely: raramente raras
    about: aproximadamente alrededor casi
    atleast: al_menos minimo minima
    atmost: maximo maxima como_mucho
    above: mas_de encima
    below: menos_de debajo
    after: despues tras
    back: de_vuelta vuelto
    still: todavia aun
    """,
    "fr": """
    without: sans
    not: au_lieu_de plutot_que ne n non evite eviter evitez
    nothing: pas jamais aucun aucune rien ni nul nulle guere
    must: doit doivent dois faut devons obligatoire necessaire
    should: devrait devraient devrais recommande conseille
    may: peut_etre probablement possiblement sans_doute pourrait pourraient semble
    can: peut peuvent peux pouvons
    want: veut veulent veux voudrait souhaite souhaitent desire espere aimerait
    plan: prevoit prevoient envisage envisagent pense_a compte essaie propose
    hearsay: dit disent parait apparemment pretend croit
    back: de_retour revenu
    if: si sauf_si
    when: quand lorsque
    past: etait etaient avait avaient fut avant auparavant autrefois ancien ancienne
    future: sera seront va_etre bientot prochainement
    also: aussi egalement autre autres encore_un supplementaire outre en_plus
    only: seulement uniquement exclusivement seul seule
    except: sauf excepte hormis mais
    all: tout toute tous toutes chaque
    some: quelques certains certaines plusieurs
    most: plupart principalement
    many: beaucoup nombreux nombreuses
    few: peu
    half: demi demie moitie partiellement
    usually: habituellement normalement souvent generalement
    sometimes: parfois
    rarely: rarement
    about: environ presque
    atleast: minimum au_moins
    atmost: maximum au_plus
    above: plus_que dessus
    below: dessous
    after: apres
    """,
    "pt": """
    without: sem
    not: em_vez_de ao_inves_de nao evita evitar evite
    nothing: nunca jamais ninguem nada nenhum nenhuma nem tampouco
    must: deve devem devo tem_que tem_de obrigatorio
    should: deveria deveriam convem recomenda
    may: talvez provavelmente possivelmente poderia poderiam parece
    can: pode podem posso podemos
    want: quer querem quero deseja desejam gostaria espera
    plan: planeja planeia pretende pretendem considera pensa_em tenta propoe
    hearsay: diz dizem disse supostamente acha acredita
    if: caso
    when: quando
    past: era eram foi foram estava estavam tinha tinham antes anteriormente antigamente costumava
    future: sera serao vai_ser breve
    also: tambem alem outro outra outros outras adicional igualmente
    only: so somente apenas unicamente exclusivamente
    except: exceto salvo menos mas
    all: todo toda todos todas cada tudo
    some: algum alguma alguns algumas varios varias
    most: maioria principalmente
    many: muitos muitas
    few: pouco pouca poucos poucas
    half: meio meia metade parcialmente
    usually: normalmente geralmente costuma costumam frequentemente
    sometimes: vezes
    rarely: raramente
    about: aproximadamente cerca quase
    atleast: pelo_menos minimo
    atmost: maximo
    above: acima mais_de
    below: abaixo
    after: depois apos
    back: de_volta voltou
    still: ainda
    """,
    "it": """
    without: senza
    not: invece_di piuttosto_che non evita evitare
    nothing: mai nessuno nessuna nessun niente nulla ne neanche nemmeno
    must: deve devono devo bisogna dobbiamo obbligatorio
    should: dovrebbe dovrebbero conviene consigliato
    may: forse probabilmente magari potrebbe potrebbero sembra
    can: puo possono posso possiamo
    want: vuole vogliono voglio vorrebbe desidera spera
    plan: prevede intende intendono considera pensa_di prova propone
    hearsay: dice dicono detto presumibilmente crede
    if: se
    when: quando
    past: era erano fu furono aveva avevano stava prima precedentemente ex
    future: sara saranno presto prossimamente
    also: anche inoltre altro altra altri altre pure ulteriore
    only: solo soltanto solamente unicamente esclusivamente
    except: tranne eccetto salvo ma pero
    all: tutto tutta tutti tutte ogni ciascun
    some: alcuni alcune qualche diversi diverse vari
    most: maggior maggioranza principalmente
    many: molti molte
    few: poco poca pochi poche
    half: mezzo mezza meta parzialmente
    usually: normalmente solitamente di_solito spesso generalmente
    sometimes: volte talvolta
    rarely: raramente
    about: circa quasi
    atleast: almeno minimo
    atmost: massimo
    above: sopra piu_di
    below: sotto
    after: dopo
    back: tornato tornata
    still: ancora
    """,
    "ru": """
    without: без
    not: не нет нельзя
    nothing: никогда никто ничего никакой ни
    must: должен должна должны нужно надо необходимо обязан
    should: следует стоит
    may: может_быть возможно вероятно наверное кажется
    can: может могут можно
    want: хочет хотят хочу хотел хотела
    plan: планирует планируют планируем думает собирается пытается предлагает
    hearsay: говорят якобы сказал сказала слышал считает
    if: если
    when: когда
    past: был была было были раньше прежде бывший
    future: будет будут скоро
    also: тоже также еще другой другая другие снова
    only: только лишь исключительно
    except: кроме но однако
    all: все всё весь каждый каждая каждое каждую
    some: некоторые несколько
    most: большинство
    many: много многие
    few: мало
    half: половина
    usually: обычно часто
    sometimes: иногда
    rarely: редко
    about: около примерно почти
    atleast: минимум
    atmost: максимум
    before: перед
    after: после
    """,
}

VALUES = {
    "en": """
    who.0: mother mum mom mothers | father dad | wife | husband | sister sisters | brother brothers | son sons
    who.7: daughter daughters | parents | grandmother grandma | grandfather grandpa | girlfriend | boyfriend
    who.13: partner | uncle | aunt | cousin cousins | neighbour neighbor neighbours neighbors
    who.18: flatmate roommate | colleague colleagues coworker coworkers | friend friends | nephew | niece | mr
    who.24: mrs ms
    day.0: monday mondays | tuesday tuesdays tue tues | wednesday wednesdays | thursday thursdays thu thurs
    day.4: friday fridays fri | saturday saturdays | sunday sundays
    month.1: january jan | february feb | *march | april apr | *may | june jun | july jul | august aug
    month.9: september sept sep | october oct | november nov | december dec
    season.0: *spring springtime | summer summers summertime | autumn *fall | winter winters wintertime
    when.0: today | tomorrow | tonight | yesterday | this_week | next_week | last_week | this_month | next_month
    when.9: last_month | next_year | last_year | this_year | weekend weekends | weekday weekdays workdays
    part.0: morning mornings | lunchtime | afternoon afternoons | evening evenings | night nights | dawn
    often.0: daily every_day each_day per_day a_day once_a_day
    often.1: weekly every_week each_week per_week a_week once_a_week
    often.2: monthly every_month each_month per_month a_month once_a_month
    often.3: yearly annually annual every_year each_year per_year a_year once_a_year
    often.4: hourly every_hour per_hour an_hour | nightly every_night each_night
    often.6: quarterly every_quarter per_quarter every_three_months every_3_months | per_minute a_minute
    often.9: per_second a_second
    env.0: production prod | staging stage preprod | dev development | sandbox | qa uat | canary
    env.6: local locally localhost
    side.0: left | right | top upper | bottom lower | front | rear | inside indoor indoors internal
    side.7: outside outdoor outdoors external | north northern | south southern | east eastern | west western
    """,
    "de": """
    who.0: mutter mama | vater papa | ehefrau | ehemann | schwester schwestern | bruder | sohn | tochter
    who.8: eltern | oma grossmutter | opa grossvater | freundin | freund | onkel | tante | nachbar nachbarin
    who.16: kollege kollegin kollegen | herr | frau
    day.0: montag montags | dienstag dienstags | mittwoch mittwochs | donnerstag donnerstags | freitag freitags
    day.5: samstag samstags sonnabend | sonntag sonntags
    month.1: januar janner | februar | marz | april | mai | juni | juli | august | september | oktober
    month.11: november | dezember
    season.0: fruhling fruhjahr | sommer | herbst | winter
    when.0: heute |  | heute_abend | gestern | diese_woche | nachste_woche | letzte_woche | diesen_monat
    when.8: nachsten_monat | letzten_monat | nachstes_jahr | letztes_jahr | dieses_jahr | wochenende wochenenden
    when.14: werktags wochentags
    part.0: morgens vormittag vormittags | mittag mittags | nachmittag nachmittags | abend abends | nacht nachts
    often.0: taglich jeden_tag pro_tag | wochentlich jede_woche pro_woche
    often.2: monatlich jeden_monat pro_monat im_monat | jahrlich jedes_jahr pro_jahr im_jahr
    often.4: stundlich jede_stunde pro_stunde | nachtlich jede_nacht pro_nacht
    env.0: produktion produktiv produktionsumgebung | staging testumgebung | entwicklung entwicklungsumgebung
    env.3: sandbox | qa | canary | lokal lokalen
    side.0: links linke linker linkes linken | rechts rechte rechter rechtes rechten | oben obere oberen
    side.3: unten untere unteren | vorne vordere | hinten hintere | innen interne intern | aussen externe extern
    side.8: norden nordlich | suden sudlich | osten ostlich | westen westlich
    """,
    "es": """
    who.0: madre mama | padre papa | esposa | esposo marido | hermana hermanas | hermano hermanos | hijo | hija
    who.8: padres | abuela | abuelo | novia | novio | tio | tia | primo prima | vecino vecina | amigo amiga
    who.18: colega
    day.0: lunes | martes | miercoles | jueves | viernes | sabado sabados | domingo domingos
    month.1: enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre setiembre | octubre
    month.11: noviembre | diciembre
    season.0: primavera | verano | otono | invierno
    when.0: hoy | manana | esta_noche | ayer | esta_semana | proxima_semana semana_que | semana_pasada
    when.7: este_mes | proximo_mes | mes_pasado | proximo_ano | ano_pasado | este_ano | fin_de
    part.0: madrugada | tarde tardes | atardecer | noche noches
    often.0: diario diariamente cada_dia todos_los_dias al_dia | semanal semanalmente cada_semana
    often.2: mensual mensualmente cada_mes al_mes por_mes | anual anualmente cada_ano al_ano
    often.4: cada_hora por_hora | cada_noche
    env.0: produccion | staging preproduccion | desarrollo | sandbox | qa | canary | local
    side.0: izquierda izquierdo | derecha derecho | arriba | abajo | delante | detras | dentro interno interna
    side.7: fuera externo externa | norte | sur |  | oeste
    """,
    "fr": """
    who.0: mere maman | pere papa | epouse femme | mari epoux | soeur soeurs | frere freres | fils | fille
    who.8: parents | copine | copain | oncle | tante | voisin voisine | ami amie | collegue
    day.0: lundi lundis | mardi mardis | mercredi mercredis | jeudi jeudis | vendredi vendredis | samedi samedis
    day.6: dimanche dimanches
    month.1: janvier | fevrier | mars | avril | mai | juin | juillet | aout | septembre | octobre | novembre
    month.12: decembre
    season.0: printemps | | automne | hiver
    when.0: aujourd_hui | demain | ce_soir | hier | cette_semaine | semaine_prochaine | semaine_derniere
    when.7: ce_mois | mois_prochain | mois_dernier | annee_prochaine | annee_derniere | cette_annee
    when.13: week-end weekend
    part.0: matin matins matinee | apres-midi | soir soirs soiree | nuit nuits
    often.0: quotidien quotidiennement chaque_jour tous_les_jours par_jour
    often.1: hebdomadaire chaque_semaine toutes_les_semaines par_semaine
    often.2: mensuel mensuellement chaque_mois tous_les_mois par_mois | annuel annuellement chaque_annee par_an
    often.4: chaque_heure toutes_les_heures | chaque_nuit toutes_les_nuits
    env.0: production prod | staging preproduction preprod | developpement dev | sandbox | qa recette | canary | local
    side.0: gauche | droite droit | haut | bas |  | arriere | interieur interne | exterieur externe | nord | sud
    side.10:  | ouest
    """,
    "pt": """
    who.0: mae | pai | esposa | marido esposo | irma | irmao irmaos | filho | filha | avo | namorada | namorado
    who.11: tio | tia | vizinho vizinha | amigo amiga | colega
    day.0: segunda segunda-feira segundas segundas-feiras | terca terca-feira tercas tercas-feiras
    day.2: quarta quarta-feira quartas quartas-feiras | quinta quinta-feira quintas quintas-feiras
    day.4: sexta sexta-feira sextas sextas-feiras | sabado sabados | domingo domingos
    month.1: janeiro | fevereiro | marco | abril | maio | junho | julho | agosto | setembro | outubro | novembro
    month.12: dezembro
    season.0: primavera | verao | outono | inverno
    when.0: hoje | amanha | esta_noite | ontem | esta_semana | proxima_semana | semana_passada | este_mes
    when.8: proximo_mes | mes_passado | proximo_ano | ano_passado | este_ano | fim_de
    part.0: manha manhas | tarde tardes | anoitecer | noite noites
    often.0: diario diariamente todo_dia todos_os_dias por_dia | semanal semanalmente toda_semana por_semana
    often.2: mensal mensalmente todo_mes por_mes | anual anualmente todo_ano por_ano | por_hora
    often.5: toda_noite todas_as_noites
    env.0: producao | staging homologacao | desenvolvimento | sandbox | qa | canary | local
    side.0: esquerda esquerdo | direita direito | cima | baixo | frente | tras | dentro interno interna
    side.7: fora externo externa | norte | sul | leste | oeste
    """,
    "it": """
    who.0: madre mamma | padre papa | moglie | marito | sorella | fratello | figlio | figlia | genitori | nonna
    who.10: nonno | fidanzata | fidanzato | zio | zia | vicino vicina | amico amica | collega
    day.0: lunedi | martedi | mercoledi | giovedi | venerdi | sabato sabati | domenica domeniche
    month.1: gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto | settembre | ottobre
    month.11: novembre | dicembre
    season.0: primavera | estate | autunno | inverno
    when.0: oggi | domani | stasera stanotte | ieri | questa_settimana | prossima_settimana settimana_prossima
    when.6: settimana_scorsa scorsa_settimana | questo_mese | prossimo_mese mese_prossimo
    when.9: mese_scorso scorso_mese | prossimo_anno anno_prossimo | anno_scorso | quest_anno
    when.13: weekend fine_settimana
    part.0: mattina mattino mattine | pomeriggio pomeriggi | sera sere serata | notte notti
    often.0: quotidiano giornaliero quotidianamente ogni_giorno al_giorno
    often.1: settimanale settimanalmente ogni_settimana | mensile mensilmente ogni_mese al_mese
    often.3: annuale annualmente ogni_anno | ogni_ora | ogni_notte
    env.0: produzione | staging | sviluppo | sandbox | qa | canary | locale
    side.0: sinistra sinistro | destra destro | alto | basso | davanti | dietro | interno interna
    side.7: esterno esterna | nord | sud | est | ovest
    """,
    "ru": """
    who.0: мать мама | отец папа | жена жены | муж | сестра | брат | сын | дочь | друг | подруга | коллега
    day.0: понедельник понедельникам | вторник вторникам | среда среду средам | четверг четвергам
    day.4: пятница пятницу пятницам | суббота субботу субботам | воскресенье воскресеньям
    month.1: январь января январе | февраль февраля феврале | март марта марте | апрель апреля апреле
    month.5: май мая мае | июнь июня июне | июль июля июле | август августа августе | сентябрь сентября сентябре
    month.10: октябрь октября октябре | ноябрь ноября ноябре | декабрь декабря декабре
    season.0: весна весной | лето летом | осень осенью | зима зимой
    when.0: сегодня | завтра | сегодня_вечером | вчера
    part.0: утром утро | полдень | днем | вечером вечер | ночью ночь | полночь
    often.0: ежедневно каждый_день | еженедельно каждую_неделю | ежемесячно каждый_месяц | ежегодно каждый_год
    """,
}
"""Closed sets of values: `|` parts the members. With `*` only when capitalised inside a sentence."""

NUMBER_WORDS = {
    "en": "zero *one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "de": "null *eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig",
    "es": "cero *uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte",
    "fr": "zero *un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt",
    "pt": "zero *um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
    "dezessete dezoito dezenove vinte",
    "it": "zero *uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove venti",
    "ru": "ноль *один два три четыре пять шесть семь восемь девять десять",
}
"""Counted from zero; those with `*` are articles and count only before a unit."""

MORE_NUMBERS = {
    "en": "thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 hundred 100 thousand 1000 dozen 12 "
    "twice 2_times thrice 3_times both 2 couple 2 noon 12:00 midday 12:00 midnight 00:00 half_an_hour "
    "1800_time half_a_year 6_month "
    "fortnight 1209600_time biweekly 1209600_time fortnightly 1209600_time every_other_week 1209600_time "
    "every_other_day 172800_time",
    "de": "dreissig 30 vierzig 40 funfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 hundert 100 tausend 1000 "
    "zweimal 2_times dreimal 3_times mitternacht 00:00 halbe_stunde 1800_time zweiwochentlich 1209600_time",
    "es": "treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 cien 100 mil 1000 "
    "mediodia 12:00 medianoche 00:00 media_hora 1800_time",
    "fr": "trente 30 quarante 40 cinquante 50 soixante 60 cent 100 mille 1000 midi 12:00 minuit 00:00 "
    "demi-heure 1800_time",
    "pt": "trinta 30 quarenta 40 cinquenta 50 sessenta 60 setenta 70 oitenta 80 noventa 90 cem 100 mil 1000 "
    "meio-dia 12:00 meia-noite 00:00",
    "it": "trenta 30 quaranta 40 cinquanta 50 sessanta 60 settanta 70 ottanta 80 novanta 90 cento 100 mille 1000 "
    "mezzogiorno 12:00 mezzanotte 00:00",
    "ru": "двадцать 20 тридцать 30 сто 100",
}

ORDINALS = {
    "en": "first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth",
    "de": "erste ersten erster erstes | zweite zweiten zweiter zweites | dritte dritten dritter drittes | "
    "vierte vierten vierter viertes | funfte funften funfter funftes",
    "es": "primer primero primera | segundo segunda | tercer tercero tercera | cuarto cuarta | quinto quinta",
    "fr": "premier premiere | deuxieme | troisieme | quatrieme | cinquieme",
    "pt": "primeiro primeira | segundo | terceiro terceira | quarto | quinto",
    "it": "primo | secondo seconda | terzo terza | quarto quarta | quinto quinta",
    "ru": "первый первая первое | второй вторая второе | третий третья третье",
}
"""Counted from one."""

BEFORE_NUMBER = {
    "en": "about about around about over above above above under below below below by before",
    "de": "etwa about rund about um about uber above unter below",
    "es": "unos about unas about cerca about sobre about",
    "fr": "vers about environ about",
    "pt": "uns about umas about cerca about",
    "it": "circa about sui about",
    "ru": "",
}
"""Words that bound or blur the number that follows them, each with the class it then belongs to."""

UNITS = """
    time 1: s sec secs second seconds sekunde sekunden segundo segundos seconde secondes secondo secondi 秒 секунд
    time 0.001: ms millisecond milliseconds millisekunden milisegundos millisecondes
    time 60: min mins minute minutes minuten minuto minutos minuti 分钟 минут
    time 3600: h hr hrs hour hours stunde stunden hora horas heure heures ora ore 小时 часов часа
    time 86400: day days tag tage tagen dia dias jour jours giorno giorni 天 дней дня
    time 604800: week weeks woche wochen semana semanas semaine semaines settimana settimane 周 недель недели
    month 1: month months monat monate monaten mes meses mois mese mesi 个月 месяцев месяца
    month 12: year years jahr jahre jahren ano anos an ans annee annees anno anni 年 лет года
    length 1: m meter meters metre metres metro metros metri
    length 1000: km kilometer kilometers kilometre kilometres kilometro kilometros chilometro chilometri
    length 0.01: cm centimeter centimeters centimetre centimetres zentimeter centimetros
    length 0.001: mm millimeter millimetre millimeters
    mile 1: mile miles mi meilen millas milles miglia milhas
    foot 1: ft foot feet
    inch 1: inch inches zoll pulgadas pouces polegadas pollici
    mass 1: g gram grams gramm gramos grammes gramas grammi
    mass 1000: kg kilo kilos kilogram kilograms kilogramm kilogramos
    pound 1: lb lbs pound pounds pfund libras livres
    volume 1: l liter liters litre litres litro litros litri
    volume 0.001: ml milliliter millilitre
    gallon 1: gallon gallons
    byte 1: B byte bytes
    byte 1000: kB KB kilobyte kilobytes
    byte 1000000: MB megabyte megabytes
    byte 1000000000: GB gigabyte gigabytes
    byte 1000000000000: TB terabyte terabytes
    kib 1: KiB
    mib 1: MiB
    gib 1: GiB
    percent 1: % percent prozent porciento pourcent percento
    eur 1: € euro euros eur
    usd 1: $ dollar dollars usd bucks
    gbp 1: £ gbp quid
    chf 1: chf franken
    yen 1: ¥ yen jpy
    brl 1: reais real brl
    celsius 1: °C celsius
    fahrenheit 1: °F fahrenheit
    watt 1: W watt watts
    watt 1000: kW kilowatt kilowatts
    watt 0.001: mW
    watt 1000000: MW megawatt
    hertz 1: Hz hertz
    hertz 1000: kHz
    hertz 1000000: MHz
    hertz 1000000000: GHz
    pixel 1: px pixel pixels
    times 1: times x mal veces fois vezes volte
"""

MULTIPLIERS = {
    "hundred": 100, "hundert": 100, "k": 1_000, "thousand": 1_000, "tausend": 1_000, "mil": 1_000, "mille": 1_000,
    "mila": 1_000, "million": 1_000_000, "millions": 1_000_000, "millionen": 1_000_000, "mio": 1_000_000,
    "millones": 1_000_000, "milioni": 1_000_000,
}  # fmt: skip

PAST_FORMS = words(
    """ate began bought brought built came chose did drank drove fell felt flew found gave got grew had heard held kept
    knew led left lost made meant met paid ran rode said sang sat saw sent slept sold spent spoke stood stopped swam
    taught thought told took went woke won wore wrote became broke caught drew fought forgot hid rose shot stole
    threw understood""",
)
"""English: past forms that the ending does not show."""

PAST_ENDINGS = {
    "en": r"\w\w(?<!e)ed$",
    "es": r"(?:aba[sn]?|ábamos|(?<!env)(?<!conf)(?<!var)(?<!gu)ía[sn]?|íamos|ó|aron|ieron|í)$",
    "fr": r"(?:ait|aient|ais|èrent)$",
    "pt": r"(?:ava[sm]?|ávamos|ou|eu|iu|ia[m]?|aram|eram|iram)$",
    "it": r"(?:ava|avano|avo|eva|evano|evo|iva|ivano|ò|arono|irono)$",
    "ru": r"[аеиоуыюя]л[аои]?(?:сь|ся)?$",
}
FUTURE_ENDINGS = {
    "es": r"(?:aré|ará[sn]?|aremos|eré|erá[sn]?|eremos|iré|irá[sn]?|iremos)$",
    "fr": r"(?:era|erai|eront|erons|ira|iront)$",
    "pt": r"(?:ará|arão|arei|erá|erão|irá|irão)$",
    "it": r"(?:erà|eranno|erò|irà|iranno)$",
}
PAST_AUXILIARIES = {
    "fr": words("a ont ai as avons avez"),
    "it": words("ha hanno ho hai abbiamo"),
    "de": words("hat haben habe hast"),
}

DENYING_PREFIX = {
    "en": lazy(r"(?:un|non)(?=[^\W\d]{3,}(?:able|ible|ed|ful|al|ary|n)$)"),
    "de": lazy(r"(?:un|nicht)(?!ter)(?=[^\W\d]{3,}(?:lich|bar|ig|isch|t|en)$)"),
}
"""Prefixes that deny the rest of the word."""

PASSIVE_HELPERS = words("is are be been being was were get gets got has have had self well wird werden")
AGENT_WORDS = words("by von durch par por da")

USER_WORDS = words("user usuario usuário utilisateur utente")
"""Who is spoken of most: a light word that still plays a part."""

RELATIONS = words(
    """to from than over into before after above below under behind by without against between of for with in at on
    zu zum zur von vom nach als vor statt über unter für mit in bei an auf
    a à às al alle desde hasta que antes después par avant après de da do dal alla prima dopo del para por con
    com pour
    avec к от из для с до""",
)
"""Words that say which part a name plays."""

ARTICLES = words(
    """the a an my our your his her their der die das den dem des ein eine einen einem einer el la los las un una le les
    l une des il lo i gli uno o os as um uma s""",
)

SAME_MARKS = (
    frozenset({"if", "when"}), frozenset({"after", "when"}), frozenset({"after", "then"}), frozenset({"may", "can"}),
)  # fmt: skip
"""Classes that may stand for one another."""

OPPOSED_PARTICLES = (
    ("on", "off"), ("up", "down"), ("in", "out"), ("to", "from"), ("into", "from"), ("for", "against"),
    ("an", "aus"), ("auf", "zu"), ("nach", "von"), ("nach", "aus"), ("zum", "vom"), ("für", "gegen"),
    ("desde", "hasta"),
)  # fmt: skip

CHARACTER_CLASSES = (
    ("ません", "not"), ("ない", "not"), ("なかった", "not"), ("だけ", "only"), ("しか", "only"), ("でした", "past"),
    ("ました", "past"), ("たい", "want"), ("かもしれ", "may"), ("でしょう", "may"), ("べき", "should"), ("なら", "if"),
    ("以外", "except"), ("不再", "not"),
)  # fmt: skip
CHARACTER_DAYS = lazy(r"(?:星期|周|週|礼拜)([一二三四五六日天])|([月火水木金土日])曜日?")
CHARACTER_DAY_NUMBERS = dict(
    zip("一二三四五六日月火水木金土天", (0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6), strict=True)
)
CHARACTERS = {
    "不": "not", "没": "not", "無": "not", "无": "not", "别": "not", "非": "not", "勿": "not", "未": "not",
    "也": "also", "还": "also", "又": "also", "も": "also", "只": "only", "仅": "only", "除": "except", "曾": "past",
    "将": "future", "可": "may", "如": "if", "若": "if", "必": "must", "应": "should", "想": "want", "全": "all",
    "各": "all",
}  # fmt: skip
"""Chinese and Japanese: what one character says; the others are compared as they are."""

SIGNS = {
    ">=": "atleast", "≥": "atleast", "<=": "atmost", "≤": "atmost", ">": "above", "<": "below",
    "~": "about", "≈": "about",
}  # fmt: skip

IDLE_CHARACTERS = frozenset("的了在是和与及着过就都很呢吧啊被把个有到于喝做用行个每毎")
RELATION_CHARACTERS = frozenset("はがをにへ")
