# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words by which a name is known, and words by which it is none. Gathered by hand for texts of Dutch public bodies; all in lower
case.
"""

_PARTICLES = """
    van de der den het 't t ten ter te op in 'r el al ben bin von di da du la le of y
"""
PARTICLES = frozenset(_PARTICLES.split())
"""What stands between the parts of a name."""

_TITLES = """
    mevrouw mevr mw dhr heer meneer drs mr ing ir dr prof juffrouw mrs ms wethouder burgemeester raadslid
"""
TITLES = frozenset(_TITLES.split())
"""After which a word with a capital is a name."""

_GIVEN = """
    ahmed ali amina anja anne annemarie annemiek anouk arjan astrid ayşe bart bas bert bram carla carolien charlotte chris claudia
    corrie daan danielle david dennis dirk edwin ellen els emine emma erik esther eva evelien fatima fatma femke floor frank frans
    fred gerard gerda gerrit gijs hanneke hans harm hasan hassan heleen henk herman ibrahim ilse inge ingrid irene iris jaap jan
    janneke jasper jeroen joep johan john joke joost joris jos judith julia karel karim karin khadija kim klaas koen laura leo
    leyla lieke linda lisa lotte luuk maaike maarten manon margriet maria marieke marijke mark marleen martijn martin mehmet
    merel michel miriam mohamed mohammed monique mustafa nadia nienke nina niels noor omar patricia paul peter petra piet pieter
    pim renske rick rob robert robin roel ronald rosa ruud said samira sander sanne sara sjoerd sophie stefan sven tamara tessa
    theo thijs thomas tim tom ton truus victor vincent wendy willem wim wouter yasmin youssef yusuf
"""
GIVEN = frozenset(_GIVEN.split())
"""Given names that are taken for one by themselves."""

_NO_NAMES = """
    de het een deze dit dat die er wij we ze zij hij ik je jij u jullie onze ons hun haar zijn wie wat waar wanneer hoe waarom als
    dan toen ook maar want dus en of om op in aan bij met naar na over tot uit van voor door tegen tussen zonder onder per elke
    alle alleen eerst daarna daarom dan geen niet nog nu wel zo zoals omdat zodat terwijl indien tijdens volgens binnen buiten
    veel meer minder andere ander elk ieder iedereen iemand niemand is was zijn wordt worden kan kunnen moet moeten mag mogen zal
    zullen heeft hebben maak vraag stel zet leg geef kies schrijf bel bespreek onderzoek controleer regel zorg bewaar houd laat
    the a an this that these those we they it he she i you our your their who what where when how why if then also but because so
    and or at by with to from for through between without before after each every all only first no not now is was are were can
    must may shall will make ask give choose write keep let
    gemeente gemeenten gemeenteraad provincie provinciale staten waterschap ministerie rijk rijksoverheid rijksdienst dienst
    diensten afdeling team teams college raad raadsleden bestuur commissie stichting vereniging bureau instituut universiteit
    hogeschool academie bibliotheek bedrijf bank fonds groep programma project projecten platform loket centrum huis regio wijk
    buurt stad dorp plein straat laan weg kade gracht haven kanaal museum ziekenhuis school politie brandweer belastingdienst
    omgevingsdienst veiligheidsregio autoriteit persoonsgegevens inspectie kamer tweede eerste europese unie europa nederland
    nederlands nederlandse wet wetboek verordening besluit code algemene openbare openbaar goed digitaal digitale bestuur
    informatie burgerzaken sociaal domein ruimte zaken concern control juridische communicatie privacy officer functionaris
    gegevensbescherming waardenkader strategie project codio handreiking bijlage hoofdstuk stap versie januari februari maart
    april mei juni juli augustus september oktober november december january february march may june july august october
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday
    zuid noord oost west nieuwe oude amsterdam rotterdam utrecht haag den arnhem apeldoorn zwolle groningen eindhoven tilburg
    teamleider adviseur projectleider manager directeur medewerker medewerkers beleid hoofd coördinator regievoerder
    gespreksleider notulist specialist jurist toezicht handhaving inkomen dienstverlening presentatie begeleidershandleiding
    impact assessment resultaat zit waarde waarden actie acties reality intelligence learning leader manager advisor head policy
    legal microsoft google teams excel windows android apple amazon azure linux internet
    department municipality ministry council city board committee data act
"""
NO_NAMES = frozenset(_NO_NAMES.split())
"""Beginnings of sentences, and what organisations, places, laws and programs are called: nobody has one of these in his name."""
