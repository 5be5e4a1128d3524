"""General German vocabulary for telling nouns from names; none of it from a corpus.

Words stand as search keys (lower case, no umlaut), in the singular. What is also a common family
name or ends many names of places and persons (Richter, Bauer, Kraft; Burg, Mann, Dorf) is left out.
"""

from __future__ import annotations

NOUNS = frozenset(
    """
    abend abgeordnete abkommen abschnitt absicht absturz abteilung abwehr abzug adresse affare
    agent aggression akt akte aktie aktion allianz alter amt analyse anbieter anfang anfrage
    angabe angebot anger angestellte angreifer angriff angst anhanger anklage anlage anlass
    anleger anruf anschlag anspruch anstieg anstoss anteil antrag antwort anwalt anwohner anzahl
    arbeit arbeiter arbeitgeber arbeitnehmer arbeitslose arbeitsplatz architekt argument arm
    armee armeechef armut art artikel artillerie arzneimittel arzt asyl attacke attentat aufgabe
    aufklarung auflage aufnahme aufruf aufschub aufstand auftrag auftritt aufwand auge ausbau
    ausbruch ausdruck ausfall ausgabe ausgang auskunft ausland ausmass ausnahme ausrustung
    aussage ausschuss aussenpolitik ausstellung ausstieg austausch ausweg auto autor bahn
    bahnhof ballon band bank bankett bankier basis batterie bau baum beamte becken bedarf
    bedingung bedrohung befehl beginn begriff behauptung behorde beitrag belagerung beleg
    bericht beruf besatzung beschaftigte bescheid beschluss beschuss beschwerde besitz besitzer
    besuch besucher betrag betreiber betrieb betroffene bett bevolkerung beweis bewohner
    beziehung bezug bilanz bild bildung billion bischof blick blut boden bohne bombe boot bord
    borse botschaft botschafter botschafterin brautschleier brief brigade brot brucke bruder
    buch bucher budget buhne bund bundnis burger buro bus chance charakter chef chemie chip chor
    code computer containerschiff dach damm dampf dank darlehen datei daten debatte decke
    defensive defizit delegation demokratie demonstrant demonstration denkmal detail deutung
    dialog dichter dieb diebstahl dienst diktator ding direktor diskussion distanz doktor
    dokument doppel dosis dozent drama drohne drohung druck dunger durchbruch durchschnitt ebene
    ehe ehre eid eile einblick eindruck einfall einfluss einfuhr eingang eingreifen einheit
    einigung einkommen einmarsch einnahme einsatz einschatzung einsturz eintritt eintrittskarte
    einwohner einzelheit eis eisenbahn element elite eltern emission empfang ende energie
    entfernung entschadigung entscheidung entwurf erdbeben erde ereignis erfahrung erfolg
    ergebnis erkenntnis erlaubnis ermittler ernte ersatz ertrag essen etage etat euro
    europapolitik experte explosion export fabrik fabrikhalle fach faden fahigkeit fahne fahrer
    fahrgast fahrrad fahrt fahrzeug fakt fall familie farbe fehler feier feind feldwebel fenster
    ferien fernsehen fest feuer feuerwehr figur filiale film finanzen finger firma fisch flache
    flagge flamme fleisch fleischwolf flotte flucht fluchtling flug fluggast flughafen flugzeug
    flugzeugtrager fluss flut folge fonds forderung form formel forscher forschung fortschritt
    foto fracht frachter fraktion frau fregatte freiheit freiwillige freude freund friede
    frieden frist fromage front frontlinie frucht fruhjahr fruhling fuhrer fund funktion furcht
    fuss futter gang garantie gas gast gebaude geber gebiet gebuhr geburt gedanke gefahr
    gefahrdung gefangene gefangnis gefecht gefechtskopf gefuhl gegend gegenoffensive gegner
    gehalt geheimdienst geheimnis geisel geist geld gelegenheit gemalde gemeinde gemeinschaft
    gendarm gendarmerie general generation geraet gerat gericht gerucht gesamtzahl geschaft
    geschehen geschenk geschichte geschoss geschutz geschwindigkeit gesellschaft gesetz gesicht
    gesprach gestandnis gestein gesundheit getreide gewalt gewehr gewerkschaft gewicht gewinn
    gewissen gewitter gift gipfel gipfeltreffen glas glaube gold grab grad granate grenze grippe
    grosse grossteil grund grundlage gruppe gut haar haft haftling halfte halle hallenbad halter
    haltung hand handel handler handlung haubitze haufen haupt hauptmann hauptsache hauser
    haushalt haut heer heimat helfer helikopter hemd herbst herkunft hersteller hilfe himmel
    hinblick hindernis hinsicht hintergrund hinweis hitze hochwasser hoffnung hohe holz hotel
    hubschrauber huhn hund hunger idee identitat impfstoff impfung import industrie infanterie
    inflation information infrastruktur ingenieur inhalt instanz initiative insasse insel institut
    institution instrument interesse interview invasion investition investor jahr jahrestag
    jahreszeit jahrhundert jahrzehnt journalist jubel jugend jugendliche jury justiz kabel
    kabinett kaliber kalte kamera kammer kampagne kampf kampfer kampfflugzeug kampfjet
    kampfpanzer kandidat kanone kanzler kapazitat kapital kapitel karriere karte kase kaserne
    kasse katastrophe kauf kaufer kenntnis kennwort kette kilogramm kilometer kind kino klage
    klasse kleid klima klimawandel klinik koalition kohle kollege kolonne kommandant kommandeur
    kommando kommentar kommission kompanie komplott konferenz konflikt kongress konsequenz
    kontakt konto kontrolle konvoi konzept konzern konzert kooperation kopf korper korporal
    korrespondent korruption kosten kraftwerk krankenhaus krankheit kredit kreis kreml krieg
    krise kritik kritiker kuche kugel kultur kunde kundgebung kunst kunstler kurator kurs
    kuste labor laden ladung lage lager land lander landsleute landwirt larm last laut leben
    lebensmittel leck leder legende lehre lehrer leiche leid leistung leiter leitung leser leute
    leutnant licht liebe lied lieferant lieferung linie liste liter lizenz loch logistik lohn
    losegeld losung luft luftabwehr luftangriff luftwaffe luge macht madchen magazin mahlzeit
    mal maler mangel manner mannschaft marine marke markt markthalle marschflugkorper maschine
    masse massnahme material mauer medaille medien medikament medizin meer mehl mehrheit meinung
    meister meldung menge mensch menschenrecht merkmal messe messer metall meter methode miete
    mieter milch militar miliz milliarde million minderheit mine mineral minister ministerium
    minute misserfolg mission mitarbeiter mitglied mittag mitte mitteilung mittel mitternacht
    modell moglichkeit moment monat mord morgen moschee motiv motor mund munition munitionslager
    munze museum museumsdirektor musik musiker mut mutter nachbar nachbarland nachfolge
    nachfolger nachfrage nachmittag nachricht nachschub nacht nachteil nachweis nahe nahrung
    name nation natur netz netzwerk niederlage niederschlag niveau norden notfall notlage
    notwendigkeit nummer nutzen oberst objekt offensive offentlichkeit offizier ohr ol olpreis
    operation opfer opposition option ordnung organ organisation ort osten paket panik panne
    panzer panzerfahrzeug panzerhaubitze papier parlament partei partie partner pass passagier
    passwort patient patientin patriotismus pause pension pensionar periode person personal
    perspektive pfeil pferd pflanze pflege pfleger pflicht pfund phase pilot pipeline pistole
    plan plattform platz plenum pokal politik politiker polizei polizist position post posten
    praktik prasenz prasident praxis preis presse prinzip privileg probe problem produkt
    produktion produzent professor prognose programm projekt propaganda protest provinz prozent
    prozess prufung publikum punkt putsch quadratmeter qualitat qualle quartal quelle quote
    rahmen rakete rand rang rat rathaus raub rauch raum raumung reaktion reaktor realitat rebell
    rechner rechnung recht rechtsstaat redakteur rede redner reduktion referendum reform regel
    regen regierung regime regiment region regisseur reich reihe reihenfolge reise reisende
    rekord rekrut rektor rentner reparatur report reporter republik reserve residenz ressource
    rest rettung rezession rhythmus richtlinie richtung rind risiko rohr rohstoff rolle route
    ruckgang ruckkehr rucktritt ruckzahlung ruckzug ruf ruhe runde rustung saal saboteur sache
    sack saison salz sanger sanktion satellit satz schaden schadstoff schaf schatten schatz
    schauspieler scheibe schicht schicksal schiff schild schlacht schlaf schlag schlange
    schleier schlussel schmerz schmuck schnee schnitt schrift schriftsteller schritt schuh
    schuld schule schuler schuss schutz schutzenpanzer schwache schwerpunkt schwester
    schwierigkeit schwimmbad see seele seite sekretar sekunde selbstverteidigung sender sendung
    sensor serie sicherheit sicht siedlung sieg signal silber sinn sitz sitzung skandal
    solaranlage soldat soldner sommer sonne sorge sozialleistung spannung spekulation spende
    spiel spieler spitze sport sprache sprecher sprengkopf sprengstoff spur staat stab
    stabilitat stadion stadt stadtrand stadtteil stamm stand standort start station statistik
    stau staub steigerung stelle stellung steuer stiftung stille stimme stimmung stoff storung
    strafe strand strasse strategie strecke streife streik streit streitkraft strom struktur
    stuck student studie studierende stufe stunde sturm suche suden summe supermarkt symbol
    system szenario szene tabelle tag tagebuch tagesordnung tal talent tank tanker tat tater
    tatigkeit tatsache team technik technologie teil teilnahme teilnehmer telefon telefonnummer
    temperatur tempo termin terrasse terror terrorist test teuerung text textil theater thema
    these ticket tier tisch tochter tod todesopfer ton tonne tor tote tourist tradition trager
    training transport trauer traum treffen treibhausgas treibstoff trend treppe trick
    trinkwasser tropfen truppe tunnel tur turm typ uberfall ubergabe ubung ubergang uberraschung
    uberschuss ubersicht ufer uhr umfang umfeld umfrage umgang umsatz umstand umwelt umzug
    unabhangigkeit unbekannte unfall ungluck universitat unruhe unschuld unternehmen unternehmer
    unterricht
    unterschied unterschrift unterseeboot unterstutzer unterstutzung unwetter urheber urlaub
    ursache ursprung urteil vater verantwortliche verantwortung verband verbot verbrauch
    verbraucher verbrechen verbundete verdacht verdachtige verein verfahren verfassung verfugung
    vergangenheit vergleich verhalten verhaltnis verhandlung verkauf verkaufer verkehr verlangen
    verletzte verlust vermittler vermogen vermutung vernichtung verpflichtung versammlung
    verschwinden versicherer versicherung version versorgung versprechen verstandnis verstarkung
    verstoss versuch verteidiger verteidigung vertrag vertrauen vertreter verwaltung verwandte
    verzicht verzogerung video vieh viertel virus volk volumen vorbereitung vorbild vorfall
    vorgehen vorhaben vorort vorrat vorsicht vorsitz vorsprung vorstadt vorstellung vorstoss
    vorteil vortrag vorwurf waffe waffenstillstand wahl wahler wahlkampf wahrheit wahrung wald
    wand wandel ware warnung wasser weg weizen welle welt weltmeister wende werbung werft
    werftarbeiter werk werkzeug wert westen wettbewerb wetter wetterdienst widerstand wille wind
    windrad winter wirklichkeit wirkung wirtschaft wissen wissenschaft wissenschaftler witwe
    woche wochenende wohnung wort wunde wunder wunsch wut zahl zahler zahlung zahn zaun zeichen
    zeit zeitplan zeitpunkt zeitraum zeitung zelle zelt zentrale zentrum zerstorer zerstorung
    zeuge zeugnis ziel zimmer zins zivilist zivilperson zoll zone zoo zorn zufall zug zugang
    zukunft zunahme zusage zusammenarbeit zusammenhang zuschauer zustand zustimmung zuwachs
    zweck zweifel zwischenfall
    """.split()
)
"""Nouns of the news."""

ER_PLURALS = frozenset(
    """
    amt bad band bild blatt brett buch dach denkmal dorf ei fach feld gehalt geist geld gesicht
    glas grab gut haus huhn kind kleid land licht lied loch mitglied mund ort rad rand rat
    regiment rind schild schloss spital tal volk wald wort
    """.split()
)
"""Nouns with a plural in -er; elsewhere that ending makes agents and family names (Fischer)."""

NO_HEADS = frozenset(
    """
    abend akt alter amt angst arm art bad bahn band bank bau baum berg bett bord brucke bund
    burg dach damm ehre eid eile eis ende erde fall feier fest film fisch fluss form frau freude
    freund friede frieden front fuss gang gas gast glas gold grab grad gut haar hafen haft halle
    hand haupt haus haut heer hemd herbst himmel holz huhn hund insel kern kind kopf kraft kreis
    kreml kuh kunst land lange lauf laut leck leder leid licht loch lohn luft lust macht mal
    marine marke markt mauer meer mehl messe metall mine minute mittag mord morgen mund mut
    mutter nacht nahe name natur netz not ohr organ ort paket partie pass pfeil pfund plan platz
    post quelle rand rang rat raum recht reich rest rind ring rohr ruf ruhe saal sack salz satz
    schaf schild schlacht schlag schmuck schritt schuh schuld schutz see seele sinn sitz sommer
    sonne stab stadion stadt stamm stand stein stelle stern strand strom tag tal tank tat tau
    test tier tisch tod ton tor trager turm typ ufer uhr ur volk wahl wald wand ware weg welle
    welt wende werk wert wetter wille wind winter wort zahn zaun zeit zelle zelt ziel zoll zone
    zoo zug
    """.split()
) - {"quelle"}
"""Nouns on which names end too (Neumarkt, Stuttgart, Rheinmetall): they make no compound known."""

ADJECTIVES = frozenset(
    """
    aktuell alt alter altest ander arm ausser bedroht besonder besser best billig bisherig blau
    breit damalig deutlich dritt echt ehemalig eigen einig einzeln einzig erst falsch fest frei
    fruh fruher ganz geheim gelb gesamt gestrig gross grosser grosst grun gut halb hart heutig
    hochst hoh hoher humanitar inner jetzig jung jungst klein kleiner kleinst knapp kommend
    kunftig kurz lang langsam leicht letzt mehrer meist militar mittler modern nachst neu neuer
    neuest ober offen privat reich rot rund samtlich schlecht schnell schon schwach schwarz
    schwer schwerst spat spater stark starker starkst teuer tief tot unter vergangen verletzt
    verschieden viel viert wahr weich weiss weiter wenig wichtigst zahlreich zivil zusatzlich
    zweit
    """.split()
)
"""Adjectives without their endings."""

OPENERS = frozenset(
    """
    acht achtzehn achtzig allein allem allerdings anders angeblich angesichts anhand
    anschliessend anstatt aufgrund ausserdem ausserhalb bald beide beinahe bereits besonders
    binnen bisher bislang dafur dagegen damals daran darauf daraus darin daruber darum darunter
    davon davor demnach dennoch derzeit desto diesseits dorthin draussen drei dreissig dreizehn
    drinnen dutzende eben ebenfalls ebenso einst elf endlich entgegen entlang entsprechend
    entweder erneut etwas falls fast ferner fruher funfzehn funfzig gegenuber gemass gemeinsam
    genauso gerade gleichfalls gleichwohl gleichzeitig heutzutage hierbei hierher hiermit hierzu
    hin hingegen hinten hinzu hochstens hundert hunderte immer indes indessen infolge innerhalb
    insbesondere inzwischen irgendwo je jemand jenseits klar knapp kurzlich links man manchmal
    mehr meist meistens mindestens mithilfe mitsamt mittlerweile moglicherweise momentan nachher
    namlich neben nebst neulich neun neunzehn neunzig nichts nie niemals niemand nirgends
    nochmals oben obgleich offenbar oft rechts samt schliesslich sechzehn sechzig seitdem
    seither selbst sicher sieben siebzehn siebzig sobald sodass sofern sofort sogar solange
    sowohl spater statt stattdessen tatsachlich tausend tausende trotzdem uberall uberdies umso
    ungefahr unklar unten unterdessen vermutlich vielleicht vierzehn vierzig vor vorerst vorher
    vorn wahrenddessen wahrscheinlich weder weiter weiterhin weniger weshalb weswegen wieder
    wieviel wieviele wodurch wofur wohl womit woran worauf zehn zuerst zugleich zugunsten
    zuletzt zumal zunachst zurzeit zusammen zuvor zwanzig zwar zwolf
    """.split()
)
"""Words that begin a German sentence without being nouns, beside those of the general list."""
