"""Word lists for finding names: general vocabulary of four languages, none of it from a corpus."""

from __future__ import annotations

# East Asian family names, which come first: Xi Jinping, Kim Jong-un, Nguyen Phu Trong.
FAMILY_NAMES_FIRST = frozenset(
    "xi li wang zhang liu chen yang zhao huang zhou wu xu sun zhu ma hu guo lin he gao liang "
    "deng mao jiang wen peng zeng qin qiu tang song han feng xiao cai pan yuan dong ye kim park "
    "lee choi jung moon yoon nguyen tran pham ban".split()
)

# Words that begin sentences and clauses without being names; lower case, accents kept.
FUNCTION_WORDS = frozenset(
    # French
    "le la les l un une des du de d ce cet cette ces ceci cela ça c son sa ses leur leurs mon "
    "ma mes ton ta tes notre nos votre vos il elle on ils elles je tu nous vous qui que qu quoi "
    "dont où quand comment pourquoi combien quel quelle quels quelles lequel laquelle et ou "
    "mais donc or ni car si comme lorsque lorsqu puisque quoique alors ainsi aussi après avant "
    "avec sans sous sur dans en à au aux par pour contre entre vers chez depuis pendant durant "
    "selon malgré parmi outre hors près loin dès jusqu jusque face grâce quant afin bien tandis "
    "même mêmes plus moins très trop peu beaucoup assez tout tous toute toutes rien personne "
    "chacun chacune chaque plusieurs certains certaines quelques autre autres aucun aucune nul "
    "tel telle tels telles d'autres cependant pourtant toutefois néanmoins enfin ensuite puis "
    "déjà encore toujours jamais souvent parfois ici là hier aujourd aujourd'hui demain "
    "maintenant désormais bientôt récemment notamment surtout seul seule seuls seules oui non "
    "merci peut faut voici voilà est sont était a ont y se ne pas interrogé interrogée deux "
    "trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente cent mille premier "
    "première deuxième dernier dernière environ presque près parce afin lors suite côté fin "
    "début "
    # English
    "the an this that these those it its he she they we you i his her their our your my me him "
    "them us who whom whose which what when where why how and but or nor so yet for if unless "
    "because although though while whereas since until after before as at by from in into of on "
    "onto off over under with without within about against between among during through "
    "throughout to toward towards upon up down out not no yes also then there here now today "
    "yesterday tomorrow meanwhile however moreover furthermore nevertheless instead still even "
    "only just both either neither each every all any some many much most more few several "
    "other others another such same one two three four five six seven eight nine ten hundreds "
    "thousands millions once more according despite amid like unlike is are was were be been "
    "has have had do does did will would can could may might must shall should let don first "
    "second third last next later earlier recently perhaps maybe too very thus therefore hence "
    # German
    "der die das den dem des ein eine einen einem einer eines kein keine er sie es wir ihr ich "
    "du mein dein sein seine seinen ihre ihren unser euer dieser diese dieses diesen diesem "
    "jener jene jeder jede jedes alle viele einige mehrere manche wer was wann wo warum wie "
    "welche welcher und oder aber denn sondern doch wenn weil dass ob obwohl während als "
    "nachdem bevor bis seit nach vor mit ohne für gegen um durch über unter zwischen auf aus "
    "bei von zu zum zur im am ins in an auch noch schon nur sehr so dann da hier dort heute "
    "gestern morgen jetzt nun nicht ja nein ist sind war waren hat haben hatte hatten wird "
    "werden wurde wurden kann können soll sollen laut zudem jedoch dabei damit danach daher "
    "dazu deshalb trotz wegen insgesamt rund etwa zwei drei vier fünf sechs zehn beim vom man "
    # Spanish
    "el los las lo unos unas este esta estos estas ese esa eso aquel su sus mi mis tu él ella "
    "ellos ellas usted nosotros yo quién qué cuándo dónde cómo cuál por porque pero sino aunque "
    "mientras cuando donde como con sin sobre bajo entre hasta desde hacia según tras ante "
    "durante para y e o u ni si no sí ya también tampoco además sin embargo así entonces luego "
    "después antes ahora hoy ayer mañana aquí allí muy más menos todo todos toda todas nada "
    "nadie algo alguien cada varios varias otro otra otros otras algunos algunas es son era fue "
    "ha han había hay se al del".split()
)
ARTICLES = frozenset("le la les the los las el der die das".split())
CALENDAR = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin "
    "juillet août septembre octobre novembre décembre monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october "
    "november december jan feb aug sept oct nov dec montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag januar februar märz juni juli oktober dezember lunes martes miércoles "
    "jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre "
    "octubre noviembre diciembre am pm gmt est".split()
)
TITLES = frozenset(
    "m mm mme mmes mlle mr mrs ms miss dr pr prof professeur professor me maître sir lord lady "
    "dame madame monsieur mademoiselle messieurs mesdames herr frau señor señora sr sra srta "
    "don doña president président présidente presidente presidenta präsident präsidentin "
    "minister ministre ministerin ministro ministra premier chancellor chancelier chancelière "
    "kanzler kanzlerin canciller secretary secrétaire general général generals genéral colonel "
    "coronel oberst captain capitaine lieutenant sergeant major admiral amiral commander "
    "commandant marshal maréchal king roi könig rey queen reine königin reina prince princess "
    "princesse prinz príncipe emperor pope pape papst papa bishop archbishop cardinal father "
    "père sister reverend rabbi imam sheikh cheikh ayatollah senator sénateur sénatrice senador "
    "gov governor gouverneur gouverneurin gobernador mayor maire alcalde rep representative sen "
    "gen col sgt lt capt ambassador ambassadeur embajador spokesman spokeswoman spokesperson "
    "sprecher sprecherin director directeur judge juge justice attorney chief chairman "
    "chairwoman vice deputy ceo coach bundeskanzler bundespräsident außenminister "
    "verteidigungsminister außenministerin verteidigungsministerin inspector officer detective "
    "congressman congresswoman".split()
)
TITLE_ENDINGS = tuple(
    "minister ministerin präsident präsidentin sprecher sprecherin chef chefin kanzler "
    "kanzlerin "
    "sekretär sekretärin meister meisterin".split()
)
OFFICES = (
    "ministre|président(?:e)?|chef(?:fe)?|secrétaire(?:\\s+général(?:e)?)?|porte-parole|gouverneur(?:e)?|"
    "maire|général|colonel|commandant(?:e)?|patron(?:ne)?|directeur|directrice|député(?:e)?|sénateur|"
    "sénatrice|chancelier|chancelière|premier\\s+ministre|première\\s+ministre|ambassadeur|ambassadrice|"
    "roi|reine|pape|prince|princesse|juge|avocat(?:e)?|professeur(?:e)?|chercheu(?:r|se)|journaliste|"
    "écrivain(?:e)?|acteur|actrice|chanteu(?:r|se)|joueu(?:r|se)|entraîneur|fondateur|fondatrice|"
    "candidat(?:e)?|opposant(?:e)?|responsable|conseill(?:er|ère)|analyste|expert(?:e)?|leader|"
    "auteur(?:e)?|cinéaste|réalisat(?:eur|rice)|philosophe|historien(?:ne)?|économiste|militant(?:e)?|"
    "procureur(?:e)?|préfet|évêque|cardinal|vice-président(?:e)?|ex-otage|otage|"
    "minister|president|chief|head|secretary(?:[\\s-]general)?|spokes(?:man|woman|person)|governor|"
    "mayor|general|commander|boss|director|senator|chancellor|prime\\s+minister|ambassador|king|queen|"
    "pope|prince|princess|judge|lawyer|professor|researcher|journalist|writer|actor|actress|singer|"
    "player|coach|founder|candidate|adviser|advisor|analyst|expert|author|filmmaker|economist|"
    "activist|prosecutor|bishop|chairman|chairwoman|chair|executive|ceo|quarterback|"
    "\\w*minister(?:in)?|\\w*präsident(?:in)?|\\w*chef(?:in)?|\\w*sprecher(?:in)?|\\w*kanzler(?:in)?|"
    "generalsekretär(?:in)?|gouverneur(?:in)?|bürgermeister(?:in)?|könig(?:in)?|papst|"
    "ministr[oa]|president[ea]|jef[ea]|secretari[oa](?:\\s+general)?|portavoz|gobernador(?:a)?|"
    "alcald(?:e|esa)|comandante|directora?|senador(?:a)?|canciller|rey|reina|papa|abogad[oa]|profesora?"
)
# Words of French names of bodies and places that join on with de, du or of.
BODY_NOUNS = frozenset(
    "union banque caisse caisses université ministère conseil cour république organisation "
    "fédération côte "
    "assemblée parlement commission comité chambre institut école hôpital musée fonds agence "
    "bank university ministry council court republic organization organisation federation house "
    "board department state office institute school bay gulf cape isle church college club "
    "agencia banco universidad ministerio consejo corte república organización cámara instituto "
    "royaume kingdom états nations maison palais tour gare place front parti mouvement armée "
    "ligue association société groupe centre".split()
)
NOT_PERSONS = BODY_NOUNS | frozenset(
    "unies unis nations united white house blanche group wagner company inc ltd corp sa ag gmbh "
    "times post news press agency north south east west nord sud est ouest new saint san santa "
    "santo los las street avenue road river city county island islands mount lake sea ocean air "
    "force army navy maison états états-unis grande-bretagne european européenne européen "
    "international internationale league cup bowl open party democratic republican national "
    "nationale fédérale federal world monde airlines airport stadium square park bridge hotel "
    "law act constitution award awards prize prix nobel oscar grammy series show game games "
    "tour festival day week année".split()
)
# Ministries as French and English write them after the office: "ministre de la Défense Jean Noël".
DEPARTMENTS = frozenset(
    "armées state gobierno defensa exteriores hacienda justicia sanidad educación economía défense "
    "affaires intérieur justice économie finances santé éducation culture transports "
    "travail agriculture énergie environnement recherche budget industrie logement outre-mer "
    "defense defence foreign interior treasury health homeland housing press commerce labor "
    "labour energy education".split()
)
# Articles and particles that are part of a surname: Marine Le Pen, Vincent Van Gogh.
NAME_ARTICLES = frozenset(
    "le la de du des da di von van der den el al dos del las los mac st saint".split()
)
DEMONYMS = frozenset(
    "american americans british french german germans russian russians ukrainian ukrainians "
    "european europeans chinese japanese korean koreans indian indians iranian iranians iraqi "
    "iraqis israeli israelis palestinian palestinians turkish turks greek greeks italian "
    "italians spanish portuguese dutch belgian swiss austrian polish poles czech slovak "
    "hungarian romanian bulgarian serbian serbs croatian bosnian albanian swedish swedes "
    "norwegian norwegians danish danes finnish finns estonian latvian lithuanian belarusian "
    "moldovan georgian armenian azerbaijani kazakh syrian syrians lebanese jordanian egyptian "
    "egyptians libyan tunisian algerian moroccan saudi yemeni afghan afghans pakistani african "
    "africans asian asians mexican canadian canadians brazilian argentine argentinian chilean "
    "colombian venezuelan cuban australian australians western arab arabs muslim muslims "
    "christian christians jewish jews catholic catholics english irish scottish welsh soviet "
    "soviets democrat democrats republican republicans".split()
)
GIVEN_NAMES = frozenset(
    "abdel ahmed bashar bachar ibrahim mahmoud mustafa omar recep saddam yasser youssef adam "
    "alain albert alejandro aleksandr alexandre alexander alexei ali alice amy ana anders "
    "andré andrea andreas andrei andrew angela ángel ann anna anne annie antoine antonio antony "
    "arnaud arthur barack barbara ben benjamin bernard bill bob boris brandon brian bruno carl "
    "carla carlos caroline catherine charles charlotte chris christian christine christopher "
    "claire claude clara claudia daniel david denis diana didier diego dmitri dmitry dominique "
    "donald edward elena elizabeth éléonore elon émile emily emma emmanuel éric eric erika "
    "ernesto eva evguéni felipe fernando florence francesca francis francisco franck françois "
    "françoise frank franz frédéric friedrich gabriel george georges gérard gilles giorgia "
    "giuseppe gordon greg guillaume gustavo hans harry hassan hélène helen helmut henri henry "
    "hillary hugo ingrid ines irina isabelle ivan jack jacques james jan jane javier jean jeff "
    "jennifer jens jérôme jim joe johann john jonathan jorge josé joseph juan julia julie "
    "julien justin kamala karl karin kate kevin klaus lars laura laurent leonid léon lech lloyd "
    "louis lucas luis luc lula maria maría marc marco marcel margaret marie marine mario mark "
    "markus marta martin martine mary mathieu matthew max melanie mélanie michael michel "
    "michelle miguel mike mikhail mohamed mohammed muhammad nadia nancy nathalie nicolas "
    "nicholas nikita nikolai olaf oleg oleksii oleksandr olga olivier oscar pablo pascal "
    "patrick paul paula pedro peter petra philippe philip pierre rafael ralf ravil rebecca rené "
    "richard rishi robert roberto roger roland ronald rosa sandra sandrine sarah sébastien "
    "serge sergei sergey sergueï serhiy silvio simon simone sophie stefan stéphane stephen "
    "steve steven susan svetlana sylvie thérèse theresa thierry thomas tim tom tony ursula "
    "valérie vera victor viktor vincent vitali vladimir volodymyr walter werner william "
    "wladimir wolfgang xavier yann yevgeny yulia yves zoé".split()
)
GERMAN_MARKERS = frozenset(
    "der die das und ist nicht ein eine mit auf für dem den wird auch".split()
)
OTHER_MARKERS = frozenset(
    "le la les et est des une dans pour que the and of to is was that with el los las en una "
    "por con del du".split()
)
GERMAN_COMMON = frozenset(
    "ende anfang mitte beginn prozent euro dollar millionen milliarden million milliarde tonnen "
    "meter kilometer uhr jahr jahre jahren tag tage tagen monat monaten woche wochen angaben "
    "richtung teil zeit seite dank herbst sommer winter frühjahr menschen kinder frauen männer "
    "leute soldaten truppen waffen panzer hilfe sicht folge frage bezug hinblick zukunft osten "
    "westen norden süden".split()
)
PLACE_OPENERS = frozenset("new north south east west saint san united white great".split())
GERMAN_NOUN_ENDINGS = tuple(
    "ung ungen heit heiten keit keiten schaft schaften tion tionen tät ismus chen nis nisse "
    "ament ik "
    "iker tum ling erei zeug".split()
)
VERB_CUES = frozenset(
    "a avait aura aurait est était sera serait va veut doit peut n s se ne has had is was will "
    "would says said told wants can must hat hatte ist war wird will soll sagte kann ha había "
    "es fue era será dijo quiere puede".split()
)
