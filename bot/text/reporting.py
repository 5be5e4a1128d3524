"""The words by which French, English, German and Spanish report what somebody said.

Lists of general grammar only: reporting verbs in the forms that news writing uses, prepositions of
source ("selon", "according to"), pronouns that stand for a speaker, and the words that lean on an
earlier sentence. Nothing here knows a corpus.
"""

from __future__ import annotations

import re

_FRENCH_PARTICIPLES = (
    "déclaré|dit|affirmé|indiqué|ajouté|précisé|expliqué|assuré|estimé|insisté|souligné|annoncé|"
    "averti|prévenu|reconnu|soutenu|confié|répondu|rappelé|admis|martelé|lancé|noté|jugé|regretté|"
    "accusé|appelé|exhorté|remercié|nié|démenti|dénoncé|salué|promis|évoqué|confirmé|révélé|"
    "rapporté|plaidé|demandé|réclamé|condamné|raconté|commenté|témoigné|conclu|poursuivi|observé|"
    "signalé|fait (?:savoir|état|valoir|remarquer|part)"
)
_FRENCH_ADVERBS = (
    r"également|encore|aussi|toutefois|cependant|ensuite|de nouveau|à nouveau|déjà|notamment|ainsi|"
    r"même|pour sa part|quant à (?:lui|elle|eux)|par ailleurs|en outre|d'ailleurs|\w+ment"
)
_FRENCH_PRESENT = (
    "déclare|dit|affirme|indique|ajoute|précise|explique|assure|estime|souligne|annonce|avertit|"
    "prévient|reconnaît|soutient|confie|répond|rappelle|admet|note|juge|regrette|martèle|raconte|"
    "insiste|conclut|poursuit|observe"
)
_ENGLISH_VERBS = (
    "said|says|told|adds|added|stated|states|announced|warned|claimed|claims|explained|insisted|noted|"
    "argued|acknowledged|admitted|confirmed|denied|reported|wrote|tweeted|stressed|accused|"
    "urged|declared|replied|testified|predicted|estimated"
)
_ENGLISH_PRESENT = "estimates|argues|insists|believes|confirms|warns"
_NO_NOUN_BEFORE = "".join(
    f"(?<!\\b{word} )"
    for word in "the a an its their his her our of in by on to from official latest own".split()
)
_GERMAN_VERBS = (
    "sagte|sagten|sagt|sagen|erklärte|erklärten|erklärt|betonte|betonten|betont|berichtete|"
    "berichteten|warnte|warnten|warnt|meinte|behauptete|behaupteten|bestätigte|bestätigten|"
    "kündigte|kündigten|teilte|teilten|ergänzte|mahnte|forderte|forderten"
)
_GERMAN_PARTICIPLES = (
    "gesagt|erklärt|betont|berichtet|gewarnt|behauptet|bestätigt|angekündigt|mitgeteilt|gefordert"
)
_SPANISH_VERBS = (
    "dijo|dijeron|dice|declaró|declararon|afirmó|afirmaron|señaló|señalaron|añadió|añadieron|"
    "aseguró|aseguraron|explicó|explicaron|indicó|indicaron|advirtió|advirtieron|anunció|"
    "anunciaron|subrayó|confirmó|confirmaron|acusó|insistió|informó|informaron|reconoció|admitió"
)
_SPANISH_PARTICIPLES = (
    "dicho|declarado|afirmado|señalado|añadido|asegurado|explicado|indicado|advertido|anunciado|"
    "subrayado|confirmado|acusado|insistido|informado|reconocido"
)

_CONTENT_FOLLOWS = r"(?=\s+(?:que\b|qu['’]|avoir\b|être\b|vouloir\b)|\s*[,:¤]|\s+[A-ZÉÈ])"

REPORTING_VERB = re.compile(
    rf"\b(?:a|ont|avait|avaient|aurait|auraient)(?:,?\s+(?:{_FRENCH_ADVERBS}),?)?\s+"
    rf"(?:{_FRENCH_PARTICIPLES})\b"
    rf"|(?<![’'])\b(?:{_FRENCH_PRESENT}|déclarent|disent|affirment|indiquent|assurent|estiment)\b"
    rf"{_CONTENT_FOLLOWS}"
    rf"|\b(?:(?:has|have|had)\s+)?(?:(?:also|earlier|later|previously)\s+)?(?:{_ENGLISH_VERBS})\b"
    rf"|{_NO_NOUN_BEFORE}\b(?:{_ENGLISH_PRESENT})(?=\s+that\b|[.,¤]|$)"
    rf"|\b(?:{_GERMAN_VERBS})\b"
    rf"|\b(?:hat|haben|hatte|hatten)\b[^,.¤]{{0,60}}?\b(?:{_GERMAN_PARTICIPLES})\b"
    rf"|\b(?:{_SPANISH_VERBS})\b"
    rf"|\b(?:ha|han|había|habían)\s+(?:{_SPANISH_PARTICIPLES})\b"
)
"""A reporting verb with its auxiliary; quotations in the searched text are masked with ¤."""

INVERTED_PRONOUN = re.compile(
    rf"\b(?:a-t|ont|avait|avaient|aurait)-(?P<after_auxiliary>ils?|elles?|on)\s+"
    rf"(?:(?:{_FRENCH_ADVERBS})\s+)?(?:{_FRENCH_PARTICIPLES})\b"
    rf"|\b(?:{_FRENCH_PRESENT})-(?:t-)?(?P<after_verb>ils?|elles?|on)\b",
    re.IGNORECASE,
)
"""« a-t-il déclaré », « affirme-t-elle »: the pronoun is in one of the two groups."""

SOURCE_PREPOSITION = re.compile(
    r"\b(?:[Ss]elon(?!\s+(?:que|qu['’]|l[ea]s?quel))|[Dd]['’]après|[Aa]ccording to|"
    r"[Nn]ach Angaben(?:\s+(?=d))?|[Ll]aut(?=\s+(?:de[rmns]\s+|eine[rms]?\s+)?[A-ZÄÖÜ])|"
    r"[Ss]egún(?!\s+que))\s+"
)
"""The words that introduce a source; the speaker starts where the match ends."""

SPEAKER_PRONOUN = re.compile(
    r"(?:il|elle|ils|elles|on|he|she|they|it|er|sie|es|él|ella|ellos|ellas)", re.IGNORECASE
)
SOURCE_PRONOUN = re.compile(
    r"(?:lui|elle|eux|elles|him|her|them|ihm|ihr|ihnen|él|ella|ellos|ellas)", re.IGNORECASE
)
"""« Selon lui »: what stands for a speaker after a preposition of source."""

PLURAL_PRONOUN = re.compile(r"(?:ils|elles|eux|they|them|ihnen|ellos|ellas)", re.IGNORECASE)
MASCULINE_PRONOUN = re.compile(r"(?:il|lui|he|him|él)", re.IGNORECASE)
FEMININE_PRONOUN = re.compile(r"(?:elle|she|her|ella)", re.IGNORECASE)
MASCULINE_SPEAKER = re.compile(
    r"(?:M\.|Mr\.?\s|Monsieur\s|Herr\s|(?:[Ll]e|[Uu]n|[Ee]l)\s[^A-ZÀ-Þ,]*$)"
)
FEMININE_SPEAKER = re.compile(r"(?:Mme|Mrs|Ms\b|Madame|Frau|[Ll]a\s|[Uu]ne\s|[Uu]na\s)")
"""« le gouvernement » cannot be "elle"; « le maire, Claire Roux » can."""

BARE_SOURCE = re.compile(
    r"(?:police|officials|prosecutors|authorities|witnesses|residents|rescuers|firefighters|"
    r"doctors|medics|experts|analysts|scientists|researchers|investigators|lawyers|organi[sz]ers|"
    r"campaigners|activists|diplomats|economists|survivors|relatives|unions|inspectors)"
)
"""Sources that English names without an article: "…, police said"."""

NOT_STATED = re.compile(
    r"(?:nié|niée?s?|démenti|demandé|réclamé|exhorté|appelé|accusé|denied|urged|accused|"
    r"bestritt|dementiert\w*|forderte|forderten|gefordert|negó|negaron|desmintió)$",
    re.IGNORECASE,
)
"""Verbs after which the content is not what the speaker holds to be so: "denied that …"."""

NEVER = re.compile(r"\b(?:not|never|jamais|nicht|nie|no|nunca)\s*$", re.IGNORECASE)

SUBJECT_IN_APPOSITION = re.compile(
    r"(?:[Ll][ea]\s|[Ll]['’]|[Tt]he\s|[Dd](?:er|ie)\s|[Ee]l\s)[^,¤]{3,90},\s"
    r"(?:[A-ZÉÈÀÖÜÄ][\w'’-]+\s?){2,4}(?=,\s\w)"
)
"""« Le maire, Paul Noël, … »: a sentence about one person, whatever its verb."""

SUBORDINATOR = re.compile(
    r"\b(?:lorsqu[e'’]|quand\b|car\b|tandis qu[e'’]|alors qu[e'’]|après qu[e'’]|parce qu[e'’]|"
    r"puisqu[e'’]|mais\b|(?:when|while|because|after|but|although|as|als|während|aber|weil|nachdem|"
    r"cuando|mientras|pero|porque)\b)\s*",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\s*(?:qui|que|qu['’]|dont|où|lequel|laquelle|who|whose|which|that|where|"
    r"dessen|deren|cuy[oa]s?|quien|donde)\s|\s*(?:der|die|das)\s(?-i:.*\s[a-zäöü]+\s*$)",
    re.IGNORECASE,
)
CONTENT_CLAUSE = re.compile(r"\s*(?:[^,¤.]{0,60}?\s)?(?:que\b|qu['’]|that\b|dass\b|daß\b)|\s*[:¤]")

WHEN_OR_TO_WHOM = re.compile(
    r"[\s,]*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd['’]hui|"
    r"ce matin|ce soir|la veille|dans la soirée|en soirée|aux journalistes|à la presse|"
    r"de son côté|pour sa part|quant à lui|quant à elle|à son tour|par ailleurs|également|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"yesterday|today|am (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|gestern|"
    r"heute|(?:el )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|ayer|hoy)\b[\s,]*",
    re.IGNORECASE,
)
SPEAKER_END = re.compile(
    r"[,;:.!?¤(—–]|\s(?:lors|aux|dans|pendant|après|avant|devant|en|au cours|à propos|à l['’]issue|"
    r"in|during|on|at|to|after|before|as|while|when|who|while|and (?:added|said)|bei|am|im|"
    r"vor|nach|gegenüber|durante|ante|tras|que)\s"
)
VERB_OF_CLAUSE = re.compile(
    r"\b(?:would|will|could|should|is|was|were|are|had|has|have|(?<![lLdD]['’])(?<!-)est|sont|était|étaient|sera|seront|"
    r"a|ont|avait|avaient|\w{2,}(?:eront|eraient|erait|aient)|"
    r"wird|werden|ist|sind|waren|wurde|wurden|era|eran|fue|fueron|será|serán)\b"
)

TAKES_A_PERSON = re.compile(
    r"\b(?:accusé|appelé|exhorté|remercié|condamné|salué|accused|urged|told|acusó|acusado)$"
)
"""Verbs whose object is somebody, so that the noun after them is never their subject."""

LEANING_CONNECTIVE = re.compile(
    r"(?:surtout|certes|concrètement|autrement dit|bref|du coup|dès lors|par conséquent|résultat|"
    r"indeed|of course|overall|accordingly|as a result|in fact|"
    r"mais|or|cependant|toutefois|pourtant|néanmoins|en revanche|par ailleurs|de plus|en outre|"
    r"de même|d['’]ailleurs|ainsi|donc|aussi|et|puis|ensuite|enfin|however|but|nevertheless|still|"
    r"meanwhile|moreover|furthermore|also|in addition|and|so|yet|thus|therefore|then|finally|"
    r"aber|jedoch|dennoch|trotzdem|außerdem|zudem|deshalb|und|doch|allerdings|pero|sin embargo|"
    r"no obstante|además|también|por eso|y|así)\b\s*,?\s+",
    re.IGNORECASE,
)
"""A connective at the start of a sentence that can be left out without changing the fact."""

ONE_OF_THEM = re.compile(
    r"^(?:One of them|L['’]un d['’](?:eux|entre eux)|L['’]une d['’](?:elles|entre elles)|"
    r"Einer von ihnen|Eine von ihnen|Uno de ellos|Una de ellas),\s"
    r"(?P<name>(?:[A-ZÀ-Þ][\w'’-]+\s?){2,4}),\s"
)
""""One of them, Daniel Marsh, said …": the name is enough."""

REMINDER = re.compile(
    r"^(?:[-–—•·]\s+)?(?:(?:rappelons|notons|précisons|soulignons|signalons|à noter|a noter|"
    r"il (?:faut|convient de) (?:rappeler|noter|préciser))(?:-le)?,?\s(?:que\s|qu['’])|"
    r"note that\s|it should be noted that\s)",
    re.IGNORECASE,
)
""""Rappelons que …": the writer speaks to the reader."""

INVERTING = re.compile(
    r"(?i:aber|jedoch|dennoch|trotzdem|außerdem|zudem|deshalb|daher|und|doch|allerdings)\s+"
    r"(?!(?:d(?:er|ie|as|en|em|es)|(?:k?ein|mein|viel|all|mehrer|einig)\w*|in|im|am|an|bei|beim|nach|"
    r"vor|für|mit|auf|seit|auch|rund|etwa|mehr|ohne|wegen|trotz|über|unter|zum|zur|von|vom)\b)"
    r"[a-zäöüß]"
    r"|(?i:aussi|ainsi|encore|sans doute|peut-être)\b[^,.;:]*-(?:t-)?(?:ils?|elles?|on)\b"
)
"""A connective after which the verb comes first: without it « Deshalb will er » would ask."""

LEANING_WORD = re.compile(
    r"(?:ils?|elles?|cel(?:a|ui-ci|le-ci|ui-là|le-là)|ceux-ci|celles-ci|ceci|ça|c['’]|ce|cet|cette|"
    r"ces|son|sa|ses|leurs?|y|en effet|au contraire|à l['’]inverse|c'est|dans ce cas|"
    r"l['’]un d['’]e(?:ux|lles)|parmi e(?:ux|lles)|ce dernier|cette dernière|ces derniers|"
    r"he|she|they|it|this|these|that|those|such|his|her|hers|their|its|here|there|one of them|"
    r"instead|otherwise|er|sie|es|dies\w*|jene\w*|sein\w*|ihr\w*|dabei|dort|damit|"
    r"él|ella|ellos|ellas|este|esta|estos|estas|ese|esa|esos|esas|eso|esto|sus?)\b",
    re.IGNORECASE,
)
IMPERSONAL = re.compile(
    r"(?:il (?:y a|y avait|faut|fallait|faudra|est \w+ (?:de|d['’]|que|qu['’])|semble que|reste)|"
    r"it (?:is|was|remains) \w+ (?:that|to)|there (?:is|are|was|were|has been|have been)|es gibt|"
    r"es gab|es (?:ist|war) \w+, dass|"
    r"(?:este|esta) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"semana|mañana|tarde|noche)|ce (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|matin|soir)|cette (?:semaine|nuit|année)|this (?:week|month|year|morning)|"
    r"es (?:urgente|necesario|posible|importante) que)\b",
    re.IGNORECASE,
)
LEANING_OPENING = re.compile(
    r"(?:malgré|de|dans|à|en|sur|après|avant|avec|pour|depuis|selon|despite|in|at|after|with|for|since|"
    r"on|trotz|nach|seit|mit|auf|tras|con|desde|por)\s(?:ce|cet|cette|ces|cela|ceci|this|these|"
    r"that|those|such|diese[mnrs]?|est[ea]s?|es[ea]s?|eso)\s(?!(?:semaine|année|mois|nuit|week|"
    r"year|month|morning|semana|año|mes|mañana|noche)\b)"
    r"|(?:[\w']+\s){0,2}(?:jours?|heures?|semaines?|mois|ans|minutes)\s(?:plus tard|après)\b"
    r"|(?:le lendemain|la veille|(?:\w+\s){0,2}(?:days?|hours?|weeks?|months?|years?) later|"
    r"the (?:next|previous|following) day|am (?:folgenden|nächsten) tag|al día siguiente)\b"
    r"|(?:l[ea]s?\s|l['’])\w+\sl['’]\w+e(?:nt)?\s"
    r"|(?:[^\s,]+\s?){1,3},\s(?:ils?|elles?|he|she|they)\s(?!y a\b|faut\b)",
    re.IGNORECASE,
)
"""An opening that points back: « Malgré cette différence », « Le lendemain », « Mercredi, ils »,
« La Russie l'occupe »."""

VERBLESS = re.compile(
    r"(?:une?|an?)\s\w+(?:\s\w+)?\s(?:qui|que|dont|which|that|who)\s"
    r"|(?!(?:hier|premier|dernier|février|janvier)\b)\w+(?:er|ir)\s(?:en|à|de|l[ea]s?|une?|des|pour|"
    r"aux?|ce|cette|ces|son|sa|ses|leurs?)\s|de quoi\s|suivent\s",
    re.IGNORECASE,
)
"""Openings after which a main clause often never comes: « Une rencontre qui s'est tenue hier. »,
« Retourner en Colombie. », « De quoi inquiéter les banques. »"""

FRAGMENT = re.compile(
    r"(?:une?|an?|the|le|la|ein|eine|una?)\s+\w+(?:\s\w+)?\s+(?:qui|that|which|who|que)\s"
    r"(?:\S+\s*){1,8}$",
    re.IGNORECASE,
)
"""« Une arme qui vaut 500 millions d'euros. »: a noun and its relative clause, no main clause."""
