"""Words by which a statement relates to earlier ones, by language. Data only.

Words are folded as `text.normalise` folds them; `a_b` is a phrase, a trailing `*` stands for any ending, a `^` for the
beginning of the text and a `$` for the end of a clause. In the rows for Chinese and Japanese an entry is found anywhere
in a text.

Groups: `fix` corrects what was said; `end` says that a state is over; `change` that something took its place;
`instead` of what; `now` dates a new state; `shift` moves an appointment; `hand` hands something over; `role` is held
by one person at a time; `one` has one value at a time; `many` has several; `also` adds; `maybe` is no fact; `past`
tells of former times; `except` excepts; `all` speaks of every case; `ask` asks; `reply` answers somebody.
"""

from typing import Final

from ricordo.write.statement_words import words

CUES: Final = {
    "en": """
    fix: correction correct_that corrected rectified rectification erratum actually in_fact sorry oops whoops typo
    fix: mistake* mistook mix_up mixed_up misread miscounted misheard misremembered mislabel* misspelled wrong wrongly
    fix: scratch_that scratch_what false_lead i_meant turns_out turned_out not_true incorrect* inaccurate was_off
    fix: were_off stand_corrected revised after_all checked_again looked_again double_checked rechecked disregard
    fix: forget_the forget_what ignore_what in_reality it_wasn_t it_isn_t it_s_not it_was_not confused noted_before
    fix: as_noted my_note my_bad swapped_the the_other_way strike_that i_said_earlier i_said_before earlier_note
    fix: to_be_precise more_precisely not_quite_right my_error clarification the_right_one
    end: no_longer any_more anymore any_longer is_gone are_gone gone stopped quit quits gave_up given_up gave_away
    end: has_ended cancelled canceled left retired retires shut_down shuts_down shut closed_for_good closed_its
    end: closed_down
    end: decommission* deprecat* discontinu* abandon* abolish* dropped dropping removed removing deleted is_out
    end: are_out thrown_out
    end: threw_out is_history phased_out sold_off no_more ceased expired scrapped ditched terminated resigned sunset
    end: axed outgrew outgrown sold ripped_out turned_off switched_off wound_down goodbye rid_of done_with
    end: not_*_anymore
    end: not_*_any_more withdrawn withdrew revoked dissolved finished_with out_of_use unsubscribed
    change: replac* supersed* switched_to switched_from switched_over switch_to switches changed moved_to
    change: moved_from moved_into moved_on moved_in moved_over moves_to moving_to migrated migrate migrating renam*
    change: swapped convert*
    change: gone_over went_over took_the_place became become
    change: becomes upgraded downgraded bumped raised lowered increased decreased reduced goes_up went_up gone_up
    change: goes_down went_down gone_down extended cut_to rewritten ported succeeded traded joined turned_into
    change: transition*
    change: made_the_switch made_the_move adopted adopts opted_for settled_on back_to merged_into relocat* reverted
    change: rebuilt_on rebuilt_in overhauled exchanged shortened lengthened grew_to grown_to shrank_to rose_to fell_to
    change: doubled halved won_t_be new_home took_up has_got
    now: now nowadays these_days from_now_on now_on as_of since_then starting_from since effective currently
    now: this_time by_now meanwhile henceforth new newly until_further_notice from_today from_tomorrow from_next
    now: from_this
    now: from_january from_february from_march from_april from_may from_june from_july from_august from_september
    now: from_october from_november from_december from_version from_release from_monday
    now: of_late going_forward today_on
    shift: moved postpon* reschedul* delay* deferr* pushed slipped slips shifted shift brought_forward put_off
    shift: put_back
    shift: rebooked pulled_forward later_slot earlier_slot extended adjourn* running_late is_late prolong* pulled_in
    shift: pushed_back been_moved new_date another_date another_day
    hand: handed hands_over passed_to passed_on passed took_over takes_over taken_over taking_over succeeds successor
    hand: elected appointed transferred promoted stepped_down steps_down stepped_in steps_in inherited stands_in
    hand: standing_in covers_for covering_for fills_in filling_in fell_to falls_to hired nominated deputis*
    role: lead leads led head heads owner owns owned ownership maintainer maintains maintained maintenance manager
    role: manages managed chair chairman chairwoman chairperson responsible responsibility in_charge contact contacts
    role: handles handled looks_after looked_after reviewer reviews reviewed review approves approved approval*
    role: sign_off
    role: signs signed coach coaches captain director boss supervisor mentor mentors on_call on_duty landlord landlady
    role: doctor dentist vet physician accountant lawyer tutor teacher moderator moderates moderation organiser
    role: organises
    role: organised organizes organized runs keeper keeps president treasurer secretary principal ask
    role: go_to goes_to assigned assignee in_the_hands picks_up picks drives coordinates coordinator ceo cto cfo
    role: waters translates translated takes_care cleans belongs_to goalkeeper chef spokesperson representative
    role: deputy administers administrator admin call_when given_by trainer host responsible_for held_by carried_out
    role: godmother godfather guardian agent nurse sitter babysitter therapist carer custodian steward curator
    many: like likes love loves enjoy enjoys hate hates dislike dislikes speak speaks play plays collect collects
    many: know knows visit visited allergic contain contains include includes support supports ban bans export exports
    many: import imports sell sells offer offers has have own owns read reads want wants need needs bring check checks
    many: buy bought learn learns studies accept accepts reject rejects ship ships fan interested feature features
    many: return returns sing sings cook cooks there_is there_are fond keen asks asks_for run runs
    one: favourite favorite current currently default main primary preferred latest official standard chosen only
    one: is_called
    reply: thanks thank_you wow hey hi hello bye yeah yep yes ^no_worries ^no_problem ^no_doubt way_to_go congrats
    reply: congratulations awesome cool amazing haha lol glad_to_hear take_care good_luck keep_it_up go_for_it
    reply: sounds_good sounds_great you_got_this talk_to_you_soon got_it sure_thing aw aww omg
    instead: instead instead_of in_place_of in_favour_of in_favor_of rather_than
    also: also too$ as_well another additional additionally moreover besides furthermore plus in_addition
    also: on_top_of_that second_one
    maybe: if might maybe perhaps possibly would could should_we suppose supposing imagine ideally hypothetically
    maybe: may_become may_move may_change may_switch i_may we_may may_soon may_take may_go she_may he_may
    maybe: they_may
    maybe: proposal proposes proposed propose suggests suggested suggestion recommends recommended considering
    maybe: considered
    maybe: considers thinking_about thinking_of talk_of talked_about rumour rumor rumoured reportedly allegedly
    maybe: dreams_of dreams hopes_to hope_to wish wishes would_like idea not_agreed not_decided undecided planning_to
    maybe: plans_to asked_whether one_day some_day someday in_theory discussing discussed debated draft
    maybe: competitor competitors competition rival rivals other_teams other_companies other_projects elsewhere
    maybe: next_door friend_of provided_that assuming consider nothing_is_decided haven_t_answered toying petition
    maybe: we_once i_once dreamt
    past: used_to previously formerly former predecessor* earlier_version old_system previous_version as_a_student
    past: as_a_child as_a_kid when_i_was back_then years_ago in_the_past originally once_asked once_considered
    past: in_my_youth
    past: ^once my_first_*_was ^before at_the_time long_ago back_in in_those_days
    except: except excluding apart_from unless other_than exception exceptionally only_on during_only although
    all: all every everything everyone always never everywhere each whole entire ^no nobody nothing anyone
    ask: open_question
    """,
    "de": """
    fix: korrektur korrigiere korrigiert berichtigung falsch vertan geirrt irrtum irrtumlich verwechselt verlesen
    fix: versehen verhort stimmt_nicht doch_nicht eigentlich tatsachlich sondern tippfehler vertippt gemeint verzahlt
    fix: sorry entschuldigung richtig_ist in_wirklichkeit fehler_von_mir nicht_richtig lag_falsch ich_lag doch
    end: gekundig* abgeschaff* eingestell* aufgehor* abgeschalt* stillgeleg* verkauft abgemeldet weg_ist nicht_langer
    end: nicht_mehr kein_*_mehr keine_*_mehr aufgehort gekundigt abgeschafft eingestellt ausgemustert abgeschaltet
    end: abgelost geschlossen beendet ist_raus sind_raus entfernt geloscht verlassen in_rente stillgelegt aufgegeben
    end: entfallt ausgezogen weggefallen mehr
    change: ersetz* gewechselt wechsel* umgestieg* umgezog* umbenannt geander* abgelos* umgestell* migrier* umgeruste*
    change: ersetzt ersetzen gewechselt wechselt wechseln umgestiegen umgezogen umbenannt geandert andert
    change: migriert ausgetauscht umgestellt erhoht gesenkt gestiegen gesunken
    change: zu_*_gezogen
    change: nach_*_gezogen gezogen angehoben verlangert verkurzt wird_zu wurde_zu befordert
    now: jetzt nun ab_sofort ab_jetzt seit inzwischen mittlerweile kunftig nunmehr neu neue neuer neues neuen aktuell
    now: von_nun_an seither neuerdings erst diesmal
    shift: verschob* verschieb* verleg* vertag* vorgezog* verzoger* umgebuch* aufgeschob*
    shift: verschoben verschiebt verlegt vorverlegt vertagt vorgezogen verzogert verspatet verlangert umgebucht
    shift: aufgeschoben ruckt
    hand: ubernimmt ubernommen ubergeben ubergibt nachfolger nachfolgerin gewahlt ernannt abgegeben
    role: leitet leiter leiterin leitung zustandig verantwortlich verantwortung ansprechpartner* hausarzt* hausarztin
    role: zahnarzt* chef chefin betreut kummert vorsitz vorsitzende* trainer* lehrer lehrerin klassenlehrer*
    role: verwaltet pruft freigabe gehen_an gehort bereitschaft vermieter* kapitan* sprecher* fuhrt organisiert
    role: geht_an pflegt verwalter* bearbeitet koordiniert patin pate schriftfuhrer* kassenwart* abholt holt
    many: mag mogen liebe liebt spielt spiele spricht spreche lerne lernt hat habe haben kann sammle sammelt gern
    many: gerne
    many: enthalt allergisch unterstutzt brauche braucht besitzt kennt
    one: lieblings* haupt* aktuelle* standard* bevorzugt* heisst
    reply: danke vielen_dank hallo tschuss super toll wow ja_klar gern_geschehen gluckwunsch
    instead: statt stattdessen anstelle anstatt
    also: auch ausserdem zusatzlich ebenfalls weiterer weitere weiteres noch_ein noch_eine noch_einen daneben zudem
    maybe: konnten_wir konnte_man wurde_gerne sollten_wir ich_wurde wir_wurden
    maybe: vielleicht eventuell moglicherweise falls wenn konnte konnten wurde_gern wurden ware waren_wir angeblich
    maybe: vorschlag vorgeschlagen uberlegt uberlegen uberlegung erwagt erwagen gerucht irgendwann traumt wunscht
    maybe: angenommen konkurrenz soll_angeblich brauchen_wir idee
    past: fruher damals ehemals ehemalige* vorganger* als_kind als_student als_studentin einst vor_jahren ursprunglich
    past: im_alten zuvor
    except: ausser ausgenommen ausnahme abgesehen ausnahmsweise
    all: alle alles jeder jede jedes jeden immer nie niemals kein keine keinen uberall samtliche grundsatzlich
    """,
    "es": """
    fix: correccion corrijo en_realidad me_equivoque equivocado equivocada equivocacion error_mio errata perdon
    fix: confundi confusion sino mejor_dicho no_era rectifico me_confundi lei_mal de_hecho
    end: cancel* elimin* retir* abandon* cerrad* suprim* dejamos deje
    end: ya_no dejado_de dejamos_de deje_de dejamos dejado dejo_de cancelado cancele cancelamos cerrado cerro
    end: eliminado retirado abandonamos apagado jubilado
    change: traslad* migrad* migram* migro sustitu* reemplaz* cambiad* cambiam* cambiar* renombr* actualiz* mudado
    change: mudam* mudo subido
    change: sustituido sustituye sustituimos reemplazado reemplaza reemplazamos cambiado
    change: cambiamos cambio_de cambie ha_cambiado migramos migrado migro trasladado mudado mudamos mude renombrado
    change: pasado_a pasa_a pasamos_a actualizado subido bajado sube_a baja_a
    now: ahora a_partir_de desde actualmente hoy_en_dia desde_ahora nuevo nueva de_momento ultimamente
    shift: pospus* pospon* aplaz* adelant* retras* reprogram* traslad*
    shift: aplaza aplazado aplazada pospuesto pospuesta adelantado adelantan adelanta retrasa retrasado retrasada
    shift: pasa_al se_traslada reprogramado cambiado_al se_mueve han_adelantado
    hand: releva asume sucede elegido elegida nombrado nombrada entrega delega traspasado sucesor sucesora
    role: responsable jefe jefa lidera dirige encarga encargado encargada lleva revisa aprueba contacto director
    role: directora medico medica guardia guardian coordinador coordinadora entrenador entrenadora presidente
    role: presidenta
    role: gestiona mantiene propietario profesora profesor contable tutor tutora hace
    many: gusta gustan habla hablo juega juego tengo tiene toca toco colecciono incluye contiene alergico alergica
    many: necesita necesito encanta vende admite soporta
    one: favorito favorita preferido preferida actual principal predeterminado se_llama
    reply: gracias hola adios vale claro_que genial enhorabuena
    instead: en_lugar_de en_vez_de
    also: tambien ademas otro otra adicional asimismo
    maybe: quiza quizas tal_vez si podria podriamos deberiamos propone propuesta propuso rumor suponiendo ojala
    maybe: me_gustaria algun_dia seria supongamos se_habla competencia dicen
    past: antes antiguamente solia anterior antiguo de_nino de_joven hace_anos cuando_era usabamos anteriormente
    except: excepto salvo menos excepcion
    all: todo toda todos todas cada siempre nunca jamas ningun ninguna
    """,
    "fr": """
    fix: correction erreur en_fait en_realite trompe trompee me_suis_trompe pardon desole desolee faute_de_frappe
    fix: rectification confondu confondue non
    end: supprim* resili* abandonn* arret*
    end: ne_*_plus n_*_plus n_est_plus plus_de arrete cesse abandonne abandonnee ferme_definitivement resilie quitte
    end: supprime supprimee n_utilise_plus
    change: remplac* migre migree demenag* renomm* changé
    change: remplace remplacee remplacer change change_de migre migree demenage demenagee renomme
    change: passe_a passes_a passe_de passee augmente baisse
    now: maintenant desormais a_partir_de depuis dorenavant nouveau nouvelle actuellement
    shift: report* decal* repouss* deplac*
    shift: reporte reportee reportes decale decalee avance avancee repousse repoussee retarde retardee deplace
    shift: deplacee
    hand: succede reprend nomme nommee elu elue transmis prend_la_suite successeur
    role: responsable chef cheffe dirige directeur directrice gere geres geree gerent s_occupe contact medecin gardien
    role: gardienne entraineur entraineuse presidente president maintient valide approuve proprietaire professeur
    role: maitresse
    many: aime aiment parle joue ai a_une a_un contient inclut collectionne allergique adore
    one: prefere preferee favori favorite principal principale actuel actuelle defaut
    reply: merci salut bonjour super bravo felicitations
    instead: a_la_place au_lieu
    also: aussi egalement en_plus autre supplementaire
    maybe: peut_etre si pourrait pourrions devrait devrions propose proposition envisage envisager rumeur un_jour
    maybe: supposons aimerais aimerait serait on_dit
    past: autrefois avant auparavant ancien ancienne jadis a_l_epoque quand_j_etais il_y_a_des_annees
    except: sauf excepte hormis exception
    all: tout toute tous toutes chaque toujours jamais aucun aucune
    ask: est_ce_que
    """,
    "pt": """
    fix: correcao na_verdade enganei engano errado errada desculpa desculpe erro_meu confundi alias corrigindo sim
    end: cancel* encerr* abandon* parei paramos deixei deixou deixamos
    end: ja_nao nao_*_mais deixei_de deixamos_de deixou_de parei parou cancelado cancelei encerrado fechou abandonamos
    change: substitu* trocad* trocam* trocou mudam* mudou migram* migrad* migrou renome*
    change: substituido substituida substitui substituimos trocado troquei trocamos mudou mudei mudamos
    change: migramos migrado passou_a passamos_a passou_para renomeado subiu aumentou baixou
    now: agora a_partir_de desde doravante atualmente novo nova hoje_em_dia
    shift: adiad* adiou remarc* antecip* atrasad*
    shift: adiado adiada adiou remarcado remarcada antecipado antecipada atrasado atrasada passou_para
    hand: assumiu assume sucede eleito eleita nomeado nomeada passou_a_pasta sucessor
    role: responsavel chefe lidera dirige diretor diretora coordena coordenador coordenadora cuida medico medica gere
    role: contato contacto treinador treinadora presidente revisa aprova zelador professora professor
    many: gosto gosta falo fala joga jogo tenho tem toca contem inclui coleciono alergico alergica adoro
    one: favorito favorita preferido preferida principal atual padrao
    reply: obrigado obrigada ola tchau legal parabens
    instead: em_vez_de
    also: tambem alem outro outra adicional
    maybe: talvez se poderia poderiamos deveriamos proposta propos propoe boato um_dia gostaria seria quem_sabe
    past: antes antigamente costumava antigo antiga quando_era ha_anos anteriormente
    except: exceto salvo menos excecao
    all: todo toda todos todas cada sempre nunca nenhum nenhuma
    ask: pergunta
    """,
    "it": """
    fix: correzione in_realta sbagliato sbagliata mi_sono_sbagliato errore scusa scusate refuso confuso bensi anzi
    end: cancell* disd* smess* abbandon* chius*
    end: non_*_piu smesso cancellato disdetto chiuso abbandonato dismesso lasciato
    change: sostitu* cambiat* trasfer* migrat* rinomin* passat*
    change: sostituito sostituita sostituisce cambiato cambiata trasferito trasferita trasferiti
    change: migrato rinominato passato_a passati_a passata aumentato sceso salito
    now: ora adesso da_ora d_ora_in_poi da_quando attualmente nuovo nuova ormai oggi
    shift: rinvi* spost* posticip* anticip* rimand*
    shift: rinviato rinviata spostato spostata posticipato posticipata anticipato anticipata rimandato rimandata
    hand: subentra eletto eletta nominato nominata passa_a successore
    role: responsabile capo dirige direttore direttrice gestisce guida coordina coordinatore medico contatto
    role: allenatore
    role: allenatrice presidente approva maestra professore commercialista occupa
    many: piace piacciono parlo parla gioca gioco ho suona contiene include colleziono allergico allergica adoro
    one: preferito preferita principale attuale predefinito
    reply: grazie ciao bravo complimenti
    instead: invece al_posto_di
    also: anche inoltre altro altra ulteriore pure
    maybe: forse se potrebbe potremmo dovremmo proposta propone voce un_giorno vorrei sarebbe magari
    past: prima una_volta ex un_tempo da_studente da_bambino anni_fa precedente
    except: tranne eccetto salvo eccezione
    all: tutto tutta tutti tutte ogni sempre mai nessun nessuno nessuna
    """,
    "ru": """
    fix: ошибся ошиблась ошибка исправление исправляю поправка неверно неправильно перепутал перепутала опечатка
    fix: на_самом_деле извините
    end: больше_не больше_нет прекратил* перестал* закрыт закрыта отменили отменен отказались уволился
    change: замен* перешл* перех* переехал* переименов* перевел*
    change: заменили заменен заменил* перешли перешел перешла сменили сменил* изменил* переехал* переименован*
    change: перенесены перевели мигрировали обновили повысил* снизил*
    now: теперь сейчас отныне новый новая новое уже
    shift: перенес* отлож* сдвин*
    shift: перенесли перенесен* перенос сдвинули отложили отложен* передвинули
    hand: передал* назначен* избран* сменил* преемник
    role: руководитель руководит отвечает ответственный ответственная начальник директор врач контакт тренер ведет
    role: владелец проверяет
    many: люблю любит говорит говорю играет играю есть умеет знает нравится
    one: любим* основн* текущ*
    reply: спасибо привет пока здорово
    instead: вместо
    also: также тоже еще другой
    maybe: может_быть возможно если бы предлагает предложение слух говорят наверное хотел хотела когда_нибудь
    past: раньше прежде когда_то бывший прежний в_детстве
    except: кроме исключение
    all: все всё каждый каждая всегда никогда
    ask: можно_ли
    """,
}
"""By language, in rows `group: entries`; a `*` inside a phrase stands for one or two words."""

UNSPACED_CUES: Final = """
    fix: 更正 纠正 弄错 搞错 记错 写错 说错 其实 不对 訂正 間違え 誤り 実は ではなく 不是
    end: 不再 已停 停用 取消 已经不 やめ 廃止 終了しま 使わなくな
    change: 改用 改成 改为 换成 换了 替换 取代 迁移到 搬到 搬家 升级到 转到 乗り換え 切り替え
    change: 変更 移行 引っ越し 置き換え
    change: 变成 調整 に変わり
    now: 现在 目前 从现在 今後 今は 現在は 新しい
    shift: 推迟 延期 提前 改到 延长 延後 前倒し に変更 延长到 推迟到
    hand: 接替 接手 交给 移交 引き継 後任
    role: 负责 负责人 经理 主管 联系人 担当 責任者 部長 リーダー 主任
    many: 喜欢 爱好 会说 擅长 过敏 有 好き 話せ できます
    one: 最喜欢 默认 主要 当前 お気に入り 一番好き メイン 現在の
    reply: 谢谢 你好 ありがとう こんにちは
    instead: 代わりに 而不是
    also: 也 还 另外 も また
    maybe: 如果 可能 也许 有人 提议 建议 要不要 考虑 没有通过 传闻 据说 想要 もし かもしれ 噂 提案 検討 という話
    past: 以前 曾经 过去 当年 原来 かつて 昔 以前は
    except: 除了 例外 以外 除く
    all: 所有 全部 都 每 总是 从不 すべて 全て いつも 毎
    ask: 吗 是否 要不要 ？ ですか ますか
"""

PRONOUNS: Final = words(
    """i we our ours us my me mine myself user users now currently please really very quite just simply actually
    basically generally kindly always any ever already ich wir uns unser unsere unserem unseren unserer mein
    meine meinem meinen meiner mir mich jetzt derzeit aktuell momentan gerade bitte sehr wirklich immer stets
    nosotros nuestro nuestra nuestros nuestras yo mi mis nos ahora actualmente favor muy siempre nous notre je j
    mon ma mes m moi maintenant actuellement nosso nossa nossos nossas eu meu minha meus minhas mim agora io mio
    mia miei mie ora adesso noi nostro nostra nostri nostre мы наш наша наше наши нас нам я мой моя мое мои меня
    мне сейчас теперь""",
)
"""Light words that say nothing of what a statement is about."""

MEASURES: Final = words(
    """value number count amount size length level price cost costs rate fee period duration term terms capacity
    temperature version current latest standard maximum minimum kept held hold holds preis kosten kostet grosse
    anzahl hohe dauer beitrag precio costo coste cuesta cuestan tamano numero prix cout coute taille nombre
    preco custo custa tamanho prezzo costa dimensione цена стоит размер число asks need needs least most stood
    stands set""",
)
"""Words that a number with a unit implies: they weigh little."""

OPPOSITES: Final = (
    ("opens open opening", "closes close closing"), ("starts start begins begin", "ends end finishes expires"),
    ("arrives arrive lands arrival", "leaves leave departs departure"), ("minimum least", "maximum most"),
 ("upload uploads", "download downloads"), ("buys buy buying", "sells sell selling"),
    ("öffnet offnet", "schließt schliesst"),
    ("beginnt startet anfang", "endet ende"), ("ankunft landet", "abfahrt abflug"), ("abre abren", "cierra cierran"),
    ("empieza comienza", "termina acaba"), ("ouvre", "ferme"), ("commence", "finit termine"), ("abre", "fecha"),
    ("apre", "chiude"), ("inizia comincia", "finisce"), ("открывается", "закрывается"),
)  # fmt: skip
"""Words for two attributes of one thing: when it opens is not when it closes."""

DUTIES: Final = words(
    """lead leads led head heads owner owns owned maintainer maintains maintained manager manages managed responsible
    responsibility charge contact handles handled looks looked ask go goes assigned belongs care duty given comes come
    leitet leiter leiterin leitung zuständig verantwortlich ansprechpartner ansprechpartnerin betreut kümmert gehen geht
    gehört responsable encarga encargado encargada lleva gestiona contacto gère gérés gerent s'occupe responsável cuida
    contato responsabile gestisce отвечает ответственный ответственная""",
)
"""Words for being in charge: any of them may stand for any other."""

COPULAS: Final = words(
    """is are was were be am s ist sind bin war es son está están estan est sont é e è sono fica gleich equals
    costs cost kostet cuesta coûte betrug beträgt heißt lautet""",
)

PREPOSITIONS: Final = words(
    "in of for at on from with von für in im am de del en para di do da dos das du des pour per nel nella"
)
"""Before a word of the subject these say where or whose it is."""

NUMBER_WORDS: Final = words("number no nr num nummer número numero numéro номер")
"""Before a number these say that it counts: line number 4."""

FIRST_PERSON: Final = words(
    """i my me mine ich mein meine mir mich meinen meinem meiner yo mi mis je j mon ma mes eu meu minha io mio mia
    я мой моя мое меня мне""",
)

AT_HOURS: Final = words("at um las às alle в")
"""Words before an hour: what else they stand before is no bare number up to 24."""

ORDINAL_ENDINGS: Final = ("st", "nd", "rd", "th")
DENIERS: Final = words(
    """t not never nicht nie no nunca ne pas não nao non не""",
)
"""Words that turn the end of something into its going on: "won't stop"."""

TITLES: Final = words(
    """mr mrs ms herr frau herrn señor señora sr sra dr prof mme st""",
)
