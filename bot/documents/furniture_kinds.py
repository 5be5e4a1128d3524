"""Kinds of page furniture, as patterns over one normalised line in four languages.

Lines come lower-cased, with straight apostrophes, single spaces, and without bullets or arrows at
either end. Every repetition is bounded, so matching is linear in the number of lines.
"""

from __future__ import annotations

import re

NETWORKS = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|pinterest|reddit|telegram|mastodon|"
    r"bluesky|threads|messenger|tumblr|xing|flipboard|tiktok|youtube|google(?: news| actualités)?|"
    r"snapchat|e-?mail|courriel|mail|sms|pocket|rss)"
)
_AND = r"(?:[\s,;/|·•+&-]|\b(?:et|and|und|y|ou|or|oder|o)\b){1,6}"
_THIS = (
    r"(?:(?:cet|cette|ce|l'|this|the|our|diesen|diese|den|este|esta|el|la) ?"
    r"(?:article|story|page|post|publication|contenu|artikel|beitrag|seite|artículo|noticia|"
    r"entrada))"
)

_PAGE = (
    r"(?:cet|cette|ce|this|the|our|dieser|diese|dieses|diesen|este|esta|el|la) ?(?:article|story|"
    r"page|post|"
    r"publication|contenu|content|information|réponse|answer|artikel|beitrag|seite|artículo|"
    r"contenido|página|"
    r"noticia)"
)

PROMOTION_START = re.compile(
    r"\W{0,3}(?:"
    # phrases that nobody begins a sentence with; a separator or a title follows
    r"(?:à )?lire (?:aussi|également|ailleurs)|à (?:lire|voir|écouter)(?: aussi|"
    r" également)?(?= ?[|:>»])|"
    r"(?:à )?(?:voir|écouter|regarder|découvrir) (?:aussi|également)(?= ?[|:>»])|(?:en )?lire plus|"
    r"sur le même (?:sujet|thème)|pour aller plus loin(?= ?[|:]|$)|notre (?:dossier|"
    r"sélection)(?= ?[|:])|"
    r"read (?:more|also|next|the full story|the full article)|also read|see also|"
    r"related(?: articles?| stories"
    r"| coverage| topics| content)?(?= ?[|:]|$)|more on this(?: story)?|more from\b.{1,40}(?=$)|"
    r"you may also like|recommended(?: for you| stories| reading)?(?= ?[|:]|$)|editor's picks?|"
    r"most read|"
    r"les plus lus|meistgelesen|lo más leído|don't miss(?= ?[|:]|$)|"
    r"lesen sie (?:auch|hier|mehr)|mehr (?:zum thema|dazu|lesen)|auch interessant|siehe auch|"
    r"das könnte sie auch interessieren|weitere artikel(?= ?[|:]|$)|"
    r"(?:lea|lee|leer|vea|ver|mira|escuche) también|también te puede interesar|te puede interesar|"
    r"le puede interesar|más información(?= ?[|:]|$)|noticias relacionadas|artículos relacionados|"
    r"articles? (?:liés?|connexes|similaires|recommandés)|vous (?:aimerez|pourriez aimer) aussi"
    r")\b(?!\s(?:que|qui|dans|les|des|that|about how|than|into)\b)",
)
"""Begins a paragraph that points to another article (title and description included)."""

PROMOTION_VERB = re.compile(
    r"(?:à )?(?:regarder|regardez|voir|lire|lisez|relire|revoir|écouter|écoutez|vidéos?|podcast|"
    r"en images|"
    r"watch(?: live| now)?|listen|read|videos?|photos?|explained?(?= ?\|)|in pictures|gallery|"
    r"ansehen|anhören|hören|schauen|lesen|lesetipp|ver|vea|leer|lea|escuchar|escuche|mire|mira)"
    r"(?: (?:la |the |das |el )?(?:vidéo|video|podcast))? ?\|",
)
"""A single verb is a promotion only before a bar ("REGARDER |")."""

SHOUTED_VERB = re.compile(
    r"\W{0,3}(?:À )?(?:REGARDER|REGARDEZ|VOIR|LIRE|ÉCOUTER|ECOUTER|VIDÉO|VIDEO|WATCH|LISTEN|READ|"
    r"ANSEHEN|"
    r"LESEN|ANHÖREN|VEA|LEA|MIRE|ESCUCHE)\s?[:>»–-]",
)
"""…or in capitals before a colon, in the line as written."""

WHOLE_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        # advertising
        r"(?:la suite (?:de l'article )?après (?:cette|la) )?(?:publicité|pub)|annonce|sponsorisé|"
        r"contenu (?:sponsorisé|partenaire)|advertise?ment|advertorial|sponsored(?: content)?|ad|"
        r"(?:article|story) continues (?:below|after)(?: this)?(?: advertisement| ad)?|anzeige|"
        r"werbung|"
        r"publicidad|anuncio|contenido patrocinado",
        # sharing and printing
        rf"(?:partager?|partagez|share|teilen|compartir|comparte|tweeter|tweet|envoyer|"
        rf"email)(?: {_THIS})?"
        rf"(?: this)? ?:?(?: (?:sur|par|on|via|by|auf|per|bei|en|por|with|avec))?"
        rf"(?:[\s:,]{{0,2}}{NETWORKS}(?:{_AND}{NETWORKS}){{0,15}})?(?: (?:teilen|with friends|"
        rf"avec vos amis))?",
        rf"(?:auf|per|via|bei) {NETWORKS}(?:{_AND}{NETWORKS}){{0,15}} teilen|{_THIS} teilen",
        rf"{NETWORKS}(?:{_AND}{NETWORKS}){{0,15}}",
        r"(?:imprimer|print|drucken|imprimir|copier le lien|copy (?:the )?link|link kopieren|"
        r"copiar enlace|"
        r"copié|enregistrer|sauvegarder|save(?: article| for later)?|merken|guardar|lire plus tard)"
        rf"(?: {_THIS})?",
        # reading time
        r"(?:temps de lecture|durée de lecture|lecture|reading time|lesezeit|lesedauer|"
        r"tiempo de lectura|"
        r"lectura)(?: de| estimé| estimated)?[ :~≈]{0,3}\d{1,3} ?(?:min\w{0,6}|mn)\.?",
        r"\d{1,3}[ -]?(?:min|mn|mins|minutes?|minuten|minutos?)\.? ?(?:de lecture|read|lesezeit|"
        r"lesedauer|"
        r"de lectura|reading(?: time)?)",
        # navigation
        r"(?:aller|passer|accéder) (?:directement )?au contenu(?: principal)?|"
        r"skip to (?:main )?content|"
        r"zum (?:haupt)?inhalt(?: springen)?|ir al contenido|saltar al contenido|menu|menü|menú|"
        r"accueil|home|"
        r"startseite|inicio|rechercher?|search|suche|buscar|"
        r"(?:retour )?(?:en )?haut(?: de (?:la )?page)?|"
        r"(?:back to )?top|nach oben|volver arriba|(?:article |page )?(?:précédente?|suivante?)|"
        r"(?:previous|next)(?: article| page| post| story)?|se connecter|connexion|log ?in|"
        r"sign in|anmelden|"
        r"iniciar sesión|s'inscrire|register|registrieren|registrarse|s'abonner|je m'abonne|"
        r"subscribe(?: now)?|"
        r"jetzt abonnieren|abonnieren|suscribirse|suscríbete|mentions légales|impressum|"
        r"datenschutz|"
        r"privacy policy|terms(?: of (?:use|service))?|politique de confidentialité|contact|"
        r"kontakt|contacto|"
        r"(?:lire|voir) la suite|continue reading|keep reading|weiterlesen|seguir leyendo|"
        r"show more|voir plus|"
        r"mehr anzeigen|ver más|load more|click here|cliquez ici",
        # invitations
        rf"(?:écouter|écoutez|listen to|hören sie|escuchar|voir|regarder|watch|ver) (?:{_THIS}|"
        rf"(?:la |le |the |el )?"
        r"(?:vidéo|video|podcast))|(?:lire|voir|read) (?:l'article|the article)(?: complet|"
        r" entier)?|"
        r"(?:les )?(?:articles? )?(?:les )?plus (?:lus|partagés|commentés)|newsletters?|"
        r"infolettres?|boletín|"
        r"(?:soutenez|aidez|rejoignez|contactez)[- ]nous|support (?:us|our journalism)|"
        r"donate(?: now)?|"
        r"faire un don|spenden|dona(?: ahora)?",
        # buttons of a consent dialogue
        r"(?:tout |j')?accepte[rz]?(?: tous?)?(?: les cookies)?(?: et (?:fermer|continuer))?|"
        r"(?:tout )?refuser"
        r"(?: tous?)?(?: les cookies)?|continuer sans accepter|(?:accept|reject|allow|"
        r"decline) (?:all )?cookies|"
        r"(?:accept|reject|allow|decline) all|i (?:agree|accept)|(?:gérer|paramétrer|personnaliser)"
        r"(?: mes| les)? ?(?:cookies|préférences|choix)|(?:manage|cookie) (?:preferences|settings|"
        r"options)|"
        r"(?:alle(?: cookies)? )?(?:akzeptieren|ablehnen)|(?:nur )?notwendige cookies|"
        r"cookie-?einstellungen|"
        r"(?:aceptar|rechazar)(?: todo| todas)?(?: las cookies)?|configurar(?: las)? cookies",
        # comment forms
        r"(?:laisse[rz]|ajoute[rz]|écrire|poste[rz]|publier) (?:un|votre|le premier) commentaire|"
        r"laisser une réponse|annuler la réponse|(?:leave|post|add|write) (?:a |your |the first )?"
        r"(?:comment|reply)|cancel reply|join the (?:conversation|discussion)|view comments|"
        r"(?:schreiben sie |schreibe )?(?:einen |ihren )?kommentar (?:schreiben|hinterlassen|"
        r"verfassen)|"
        r"schreiben sie einen kommentar|(?:deja|dejar|escribe|añade) (?:un comentario|"
        r"una respuesta)|"
        r"(?:les |aucun |\d{1,5} )?commentaires?(?: ?\(\d{1,5}\))?|(?:no |"
        r"\d{1,5} )?comments?(?: ?\(\d{1,5}\))?|"
        r"(?:keine |\d{1,5} )?kommentare?(?: ?\(\d{1,5}\))?|"
        r"(?:\d{1,5} )?comentarios?(?: ?\(\d{1,5}\))?|"
        r"réagir(?: à cet article)?|répondre|reply|antworten|responder",
        # categories
        r"(?:tags?|mots[- ]clés?|étiquettes?|schlagw[oö]rte?r?|stichworte?|etiquetas?|filed under|"
        r"keywords?|"
        r"cat[ée]gor(?:ies|y|ie|ía|ías)|kategorien?|classé (?:sous|dans)|publié dans|"
        r"posted in) ?: ?[^.!?]{1,200}",
        r"(?:[\w'&-]{2,20}(?: [\w'&-]{1,20}){0,2} ?[>›] ?){2,5}[\w' &-]{2,60}",  # breadcrumb
    )
)
"""A line that is one of these and nothing else."""

STARTS = tuple(
    re.compile(pattern)
    for pattern in (
        # rating widgets
        rf"(?:{_PAGE}|(?:was|is|war|ist|hat ihnen|¿?te ha (?:sido|resultado)|¿) ?{_PAGE}).{{0,40}}"
        r"(?:utile|plu|helpful|useful|hilfreich|gefallen|útil|gustado) ?\?",
        r"(?:cliquez|click|klicken sie|klicke|haga clic|haz clic)\b.{0,30}\b(?:étoiles?|stars?|"
        r"sterne?|estrellas?)\b",
        r"(?:note|notation|average|rating|average rating|bewertung|durchschnitt\w{0,20}|"
        r"puntuación|calificación|"
        r"promedio|valoración)(?: moyenne| media)?(?: de| von| of)? ?:? ?[\d.,]{1,4} ?"
        r"(?:/|out of|sur|von|de) ?(?:5|10)\b\W{0,4}"
        r"(?:(?:décompte|nombre|votes?|vote count|voix|stimmen|votos|anzahl|ratings?|bewertungen|"
        r"\d).{0,40})?$",
        r"(?:\d[\d.,]{0,4} ?/ ?\d{1,3} ?[-–(] ?)?\(?\d{0,6} ?(?:votes?|voix|stimmen|votos|"
        r"ratings?|bewertungen)\)?$",
        r"(?:décompte des voix|nombre de votes|vote count|votes?|anzahl der bewertungen|stimmen|"
        r"votos) ?: ?\d{1,6}\W{0,3}$",
        r"(?:aucun vote|pas encore de vote|no votes|be the first to|noch keine (?:bewertungen|"
        r"stimmen)|no hay votos|"
        r"sin votos|soyez le premier|soyez la première|sei der erste|seien sie der erste|"
        r"sé el primero)\b.{0,80}$",
        rf"(?:notez|évaluez|rate|bewerten sie|valora|califica) {_PAGE}.{{0,40}}$",
        # comment forms
        r"(?:votre|your|deine|ihre|tu|su) .{0,20}(?:e-?mail|courriel|"
        r"correo).{0,30}(?:ne sera pas publiée?|"
        r"will not be published|wird nicht veröffentlicht|no será publicad[ao])",
        r"(?:les champs|required fields|erforderliche felder|los campos)\b.{0,60}(?:\*|obligato|"
        r"marked|markiert)",
        r"(?:enregistrer mon nom|save my name|meinen namen|guardar? mi nombre)\b",
        r"(?:connectez-vous|identifiez-vous|vous devez (?:être connecté|vous connecter)|log in|"
        r"sign in|"
        r"you must be logged in|melden sie sich an|inicia sesión|debes iniciar)\b.{0,60}"
        r"(?:comment|répon|reply|reagi|réagi|kommentier|coment)",
        # newsletters and subscriptions
        r"(?:inscrivez-vous|abonnez-vous|recevez|souscrivez|sign up|subscribe|get (?:our|the|"
        r"your)|receive|join our|"
        r"melden sie sich|abonnieren sie|erhalten sie|jetzt anmelden|suscríb[ae]\w{2,4}|recib[ae]|"
        r"regístr\w{3,6}|apúntate|ne manquez (?:rien|pas)|restez informés?|stay (?:informed|"
        r"up to date))\b.{0,160}"
        r"(?:newsletter|infolettre|lettre d'info|boletín|inbox|postfach|nos alertes|alerts|"
        r"our .{0,20}briefing|"
        r"notre chaîne|our channel|unseren kanal|nuestro canal|boîte (?:de réception|mail)|"
        r"notre application|"
        r"our app\b)",
        r"(?:recevez|receive|get|erhalten sie|recib[ae])\b.{0,120}\b(?:par (?:e-?mail|courriel)|"
        r"by e-?mail|"
        r"per e-?mail|en (?:su|tu) correo)\b",
        r"(?:abonnez-vous|abonnieren sie jetzt|subscribe (?:now|today)|suscríbete)\b.{0,80}$",
        r"(?:entrez|saisissez|enter|geben sie|introduce|ingrese) (?:votre|your|ihre|tu|"
        r"su) (?:adresse|e-?mail|correo)",
        r"(?:cet article est réservé|la suite (?:de cet article )?est réservée|"
        r"il vous reste \d{1,3} ?%|"
        r"déjà abonné|already (?:a )?(?:subscribe|member)|this article is for subscribers|"
        r"sie sind bereits abonnent|dieser artikel ist exklusiv|ya eres suscriptor|"
        r"contenido exclusivo para)",
        # follow
        r"(?:suivez|retrouvez|rejoignez)[- ](?:nous|l'actualité|toute l'actualité|"
        r"notre page)\b.{0,100}"
        r"(?:sur|via) .{0,40}\b" + NETWORKS + r"\b",
        rf"(?:follow|join|find) (?:us|our)\b.{{0,60}}\b{NETWORKS}\b|folgen sie uns\b.{{0,80}}$|"
        rf"s[ií]g(?:ue|a)nos\b.{{0,80}}$|suivez-nous\b.{{0,60}}$|follow us\b.{{0,60}}$",
        # legal feet
        r"(?:©|\(c\)|copyright\b).{0,200}$",
        r".{0,100}(?:tous droits (?:de reproduction )?réservés|all rights reserved|"
        r"alle rechte vorbehalten|"
        r"todos los derechos reservados)\W{0,3}$",
        # consent
        r"(?:.{0,40}[,:] )?(?:nous (?:utilisons|déposons)|we (?:and our partners )?(?:use|store)|"
        r"wir (?:verwenden|"
        r"nutzen|setzen)|(?:nosotros )?(?:usamos|utilizamos)|(?:notre|ce) site(?: web|"
        r" internet)?\b.{0,20}utilise|"
        r"(?:this|our) (?:web ?)?site\b.{0,20}uses?|(?:diese|unsere) (?:web ?site|"
        r"(?:web)?seite)\b.{0,20}"
        r"(?:verwendet|nutzt)|(?:este|nuestro) sitio(?: web)?\b.{0,20}(?:utiliza|usa)|"
        r"esta (?:página|web)\b.{0,20}(?:utiliza|usa))\b.{0,80}\bcookies?\b",
        r"(?:en (?:poursuivant|continuant) (?:votre|la|à|sur)|by (?:continuing|clicking|using)|"
        r"en cliquant sur|"
        r"durch die (?:weitere )?nutzung|mit der nutzung|al (?:continuar|hacer clic|"
        r"navegar))\b.{0,200}"
        r"(?:cookies?|traceurs|conditions|terms|consent|accept|akzeptier|acept)",
        r"(?:nous et nos|we and our|wir und unsere|nosotros y nuestros) (?:\d{1,5} )?"
        r"(?:partenaires|partners?|partner|socios)\b",
    )
)
"""A short paragraph that begins so."""

COMMENT_SECTION = re.compile(
    r"(?:laisse[rz] (?:un|votre) commentaire|leave a (?:comment|reply)|kommentar (?:schreiben|"
    r"hinterlassen)|"
    r"schreiben sie einen kommentar|(?:deja|dejar) (?:un comentario|una respuesta)|"
    r"\d{1,5} (?:commentaires?|comments?|kommentare?|comentarios?)|"
    r"(?:commentaires?|comments?|kommentare?|comentarios?)(?: ?\(\d{1,5}\))?)"
)
"""Heading of readers' comments or of the form for them."""

COMMENT_MARK = re.compile(
    r"(?:répondre|reply|antworten|responder)|.{1,60}\b(?:dit|says|said|sagt|schreibt|dice|"
    r"a écrit)(?: le .{1,30})? ?:"
)
"""A line that only a list of comments has."""

FORM_LABEL = re.compile(
    r"(?:nom|name|nombre|e-?mail|courriel|correo(?: electrónico)?|site(?: web)?|website|web|"
    r"commentaire|comment|"
    r"kommentar|comentario|message|nachricht|mensaje|envoyer|submit|send|senden|absenden|enviar|"
    r"publier|"
    r"publicar|post comment)\W{0,4}(?:\(.{1,20}\))?\W{0,3}"
)
