# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What made-up Dutch cases are about: places, techniques, tasks, and sentences. No organisation, and no case, is a real one."""

_PLACES = """
    Oosterdam Westerveen Meerdorp Lindehaven Kruiswijk Zandbergen Hoogwoude Laagwater Rietmonde Dijkstede Waterloo-aan-de-Vecht
    Heidehuizen Boschoord Veldkerk Steenwaard Molenbroek Nieuwegouw Oudezijl Grensbeek Maasoever Eendrecht Vlietzicht Kleihorst
    Duinrand Polderland Sluiswijk Havenstein Elzenburg Berkelo Wilgenrade Eikendonk Beukenmeer Roggeveld Tarwedam Haverkamp
    Ganzenoord Reigersloot Kievitsland Merelbeke Zwaluwdijk Valkenhorst Arendswoud Snoekmeer Baarshaven Palingzijl Ottervoorde
"""
PLACES = tuple(_PLACES.split())
BODIES = (
    "Gemeente {0}",
    "Gemeente {0}",
    "Gemeente {0}",
    "Waterschap {0}",
    "Omgevingsdienst {0}",
    "Veiligheidsregio {0}",
    "Provincie {0}",
    "Rijksdienst voor {1}",
    "Uitvoeringsdienst {1}",
    "Gemeenschappelijke regeling {0}",
)
_TASKS = """
    bijstand jeugdzorg schuldhulpverlening parkeren handhaving vergunningverlening burgerzaken toeslagen subsidies inburgering
    leerlingenvervoer afvalinzameling verkeer waterbeheer mobiliteit huisvesting woonruimteverdeling armoedebeleid zorg onderwijs
    veiligheid milieutoezicht dienstverlening belastingen wegbeheer groenbeheer evenementen ondermijning energietransitie
"""
TASKS = tuple(_TASKS.split())
_TECHNIQUES = """
    risicomodel chatbot camerasysteem sensornetwerk algoritme taalmodel zaaksysteem datakoppeling dashboard drone
    klantvolgsysteem beeldherkenning spraakherkenning voorspelmodel beslisboom app portaal register kentekencamera
    gezichtsherkenning signaleringslijst slimme-lantaarnpaal telpunt digitale-balie zoekmachine vertaalhulp
"""
TECHNIQUES = tuple(_TECHNIQUES.split())
_FIRST_PARTS = """
    gegevens risico data burger inwoner beleids uitvoerings informatie privacy privacy controle bestuurs overheids gemeente raads
    wijk buurt jeugd zorg woning verkeers water milieu energie subsidie vergunning belasting toezichts handhavings kwaliteits
    beveiligings toegankelijkheids inspraak participatie projectgroep proef evaluatie monitoring leveranciers contract
"""
FIRST_PARTS = tuple(_FIRST_PARTS.split())
_LAST_PARTS = """
    analyse overleg kader beleid systeem bestand koppeling medewerker adviseur rapport bijeenkomst toets register protocol
    afspraak plan onderzoek bespreking commissie controle proces formulier verzoek besluit melding verslag model groep dienst
    kwaliteit vraag uitkomst gebruik bescherming verwerking levering aanvraag
"""
LAST_PARTS = tuple(_LAST_PARTS.split())
SENTENCES = (
    "In {place} willen wij met een {technique} sneller zien wie hulp nodig heeft bij {task}.",
    "De {technique} kijkt naar {n} kenmerken en legt een lijst klaar voor de {first}{last}.",
    "Medewerkers keuren elk voorstel goed of af, en schrijven op waarom.",
    "De leverancier krijgt alleen {first}{last} te zien, en niets over afzonderlijke mensen.",
    "Wij hebben met {n} bewoners gesproken in het wijkcentrum en op de markt.",
    "Voor {task} bestaat al een {first}{last}, maar die werkt langzaam.",
    "Na de proef van {n} maanden besluit het college of wij doorgaan.",
    "Er kwam een {first}{last} met de {first2}{last2}, en daar bleek dat niet iedereen hetzelfde bedoelde.",
    "Wie geen computer heeft, kan terecht aan de balie of bellen.",
    "De {first}{last} wordt elk kwartaal besproken met de raad.",
    "Een deel van de {first}{last} is oud en klopt niet meer.",
    "De ondernemingsraad vroeg wat de {technique} met het werk doet.",
    "Het gaat om ongeveer {n} aanvragen in de maand.",
    "Er is een {first}{last} gemaakt en die staat op de site.",
    "Buurgemeenten doen hetzelfde met een ander {first}{last}.",
    "Als de {technique} het niet weet, gaat de zaak naar een mens.",
    "Kosten: {n} duizend euro in het eerste jaar, met inbegrip van {first}{last}.",
    "De cliëntenraad adviseert om eerst klein te beginnen.",
    "Dat vraagt een {first}{last} en een vaste {first2}{last2}.",
    "Wij letten op mensen die weinig vertrouwen hebben in {task}.",
    "De gegevens blijven in Nederland en worden na {n} weken gewist.",
    "Over {task} is in de buurt veel te doen geweest.",
)
MEANINGS = (
    "Mensen in {place} weten wat er gebeurt en bij wie zij terechtkunnen.",
    "Niemand krijgt minder doordat een {technique} iets over hem denkt te weten.",
    "Wij gebruiken niet meer dan nodig is voor {task}.",
    "Een medewerker kijkt altijd zelf, ook als het druk is.",
    "Wie het er niet mee eens is, kan dat makkelijk zeggen en krijgt antwoord.",
    "De {first}{last} is te lezen in gewone taal.",
    "Ook wie slecht ziet of weinig leest, kan het gebruiken.",
    "Het werkt, en het kost niet meer dan het oplevert.",
)
CLASHES = (
    "Wie alles laat zien, laat ook dingen zien over mensen.",
    "Snel helpen vraagt meer gegevens dan wij willen bewaren.",
    "Maatwerk kost tijd, en die is er bij {task} niet.",
    "Hoe beter het werkt, hoe minder mensen begrijpen waarom.",
    "Eén regel voor iedereen is eerlijk, maar past niet bij iedereen.",
)
CHOICES = (
    "Wij laten zien hoe het werkt, en niet over wie het gaat.",
    "Eerst vragen, dan pas koppelen.",
    "Wij nemen de tijd bij wie dat vraagt, en gaan snel bij de rest.",
    "Uitleggen gaat voor; wat niet uit te leggen is, gebruiken wij niet.",
    "",
)
ACTIONS = (
    "Maak een {first}{last} en zet die op de site.",
    "Bespreek elk half jaar met bewoners wat de {technique} doet.",
    "Leg in het contract vast wie de {first}{last} mag zien.",
    "Leer medewerkers van {task} hoe de {technique} rekent.",
    "Wis wat niet meer nodig is, na {n} weken.",
    "Laat een buitenstaander de {first}{last} nalopen.",
    "Schrijf de brief opnieuw, in gewone taal.",
    "Houd bij hoe vaak een mens anders kiest dan de {technique}.",
)
HOLDERS = (
    "teamleider {task}", "adviseur gegevens", "projectleider", "functioneel beheerder", "beleidsmedewerker {task}",
    "chief information officer", "inkoper", "communicatieadviseur",
)  # fmt: skip
REASONS = ("Te weinig steun in de gesprekken.", "Kan later.", "Hoort bij een ander project.", "")
ASKED_FOR = (
    "De rechtsstaat vraagt dat wij ons aan de wet houden.",
    "In een rechtstaat geldt dat voor iedereen.",
    "Ook rechtsstatelijke waarden tellen mee.",
    "Het toezicht door de accountant blijft.",
    "Toezichthouders lopen mee op straat.",
    "Het cameratoezicht wordt beperkt.",
    "Er komt een toezichtskader.",
    "Gezichtsherkenning gebruiken wij niet.",
    "Over gezichtherkenning is lang gepraat.",
    "De gezichtsherkenningssoftware staat uit.",
    "Algoritmes worden gemeld in het algoritmeregister.",
    "Het algoritme is openbaar.",
    "De algoritmen van de leverancier kennen wij niet.",
    "Een persoonsgegeven is snel gedeeld.",
    "Persoonsgegevens bewaren wij kort.",
    "De persoonsgegevensverwerking staat in het register.",
    "Dit systeem is oud.",
    "Oude systemen gaan uit.",
    "AI-systemen vallen onder de Europese regels.",
    "Een AI-systeem leert van fouten.",
    "Met AI kan het sneller.",
    "Wij gebruiken e-mail en post.",
    "Stuur een email naar het team.",
    "Elke beslissing is een besluit met een naam eronder.",
    "Beslissingen neemt een mens.",
    "De beslissingsbevoegdheid ligt bij het college.",
    "De wet gaat voor.",
    "Twee wetten botsen hier.",
    "De grondwet en wetgeving uit Brussel.",
    "Bedrijven uit de regio deden mee.",
    "Een bedrijf trok zich terug.",
    "Het bedrijfsleven is gehoord.",
    "Kinderen horen er ook bij.",
    "Geen kind mag buiten de boot vallen.",
    "Kinderrechten zijn getoetst.",
    "Overheden werken samen.",
    "De overheid moet uitleggen wat zij doet.",
    "Overheidsinformatie hoort van iedereen te zijn.",
    "Mensenrechten staan voorop.",
    "Het waardenkader hangt aan de muur.",
    "Ons eigen waardekader is ouder.",
    "Een kritische blik van de coördinator hielp.",
    "De coordinator van het project vertrok.",
    "Coördinatoren uit drie wijken praatten mee.",
    "De raad koos unaniem.",
    "Raden van toezicht kregen een brief.",
    "De gemeenteraad werd geïnformeerd.",
    "Er zijn brieven gestuurd.",
    "Een brief in gewone taal.",
    "De prijs was hoog.",
    "Prijzen stegen.",
    "Digitaal waar het kan.",
    "Digitale hulp aan de keukentafel.",
    "Kies één criterium.",
    "De criteria staan vast.",
    "Foto's worden vaag gemaakt.",
    "Een foto is geen bewijs.",
    "Ideeën uit de buurt.",
    "Een idee van de wijkagent.",
    "Geen actie zonder naam.",
    "Deze aktie liep vast.",
    "Acties staan in de lijst.",
    "Het produkt is getest.",
    "Producten van de markt.",
    "De menschelijke maat telt.",
    "De menselijke maat telt.",
    "De arbeidsmarkt is krap.",
    "Op de arbeidmarkt verandert veel.",
    "Het energieverbruik van het datacentrum.",
    "Datacentra vragen veel stroom.",
    "De Woo geeft recht op inzage.",
    "Een Woo-verzoek lag klaar.",
    "Bezwaar maken kan online.",
    "Bezwaren komen bij een mens terecht.",
    "De bezwaarprocedure is eenvoudig.",
    "Klachten worden geteld.",
    "Een klacht is een cadeau.",
    "De klachtenregeling is bekend.",
    "Vooringenomenheid in de data is onderzocht.",
    "Discriminatie is uitgesloten.",
    "Wij toetsen op discriminerende uitkomsten.",
    "Het wegvakonderdeel kreeg een kentekencamera.",
    "Kentekens worden niet bewaard.",
    "Een kenteken is een persoonsgegeven.",
    "De burgemeester gaf toestemming.",
    "Burgemeesters uit de regio tekenden.",
    "Toestemming vragen is niet genoeg.",
    "Laaggeletterde inwoners kregen hulp.",
    "Laaggeletterdheid komt veel voor.",
    "Een datalek moet gemeld.",
    "Datalekken kwamen niet voor.",
    "De bewaartermijn is kort.",
    "Bewaartermijnen verschillen.",
    "Het vertrouwen groeide.",
    "Wantrouwen zat diep.",
)
"""Sentences with the words that the queries look for, in the spellings and forms that people use."""
