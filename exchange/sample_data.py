"""Words for the sample city: street names that are on any public map, and common names that belong to nobody here."""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().replace("_", " ") for word in text.split() if word)


STREETS: Final = _words("""
N_Aurora_St S_Aurora_St N_Cayuga_St S_Cayuga_St N_Tioga_St N_Geneva_St S_Geneva_St N_Albany_St S_Albany_St
N_Plain_St S_Plain_St N_Corn_St S_Corn_St N_Fulton_St S_Fulton_St N_Meadow_St S_Meadow_St E_State_St W_State_St
E_Green_St W_Green_St E_Seneca_St W_Seneca_St E_Buffalo_St W_Buffalo_St E_Court_St W_Court_St Cascadilla_St
E_Clinton_St W_Clinton_St E_Falls_St W_Falls_St E_Lincoln_St W_Lincoln_St E_Marshall_St W_Marshall_St E_Yates_St
E_Lewis_St W_Lewis_St E_Tompkins_St E_Jay_St Farm_St Linn_St Queen_St King_St Utica_St Lake_St University_Ave
Stewart_Ave Linden_Ave College_Ave Dryden_Rd Bryant_Ave Catherine_St Cook_St Blair_St Delaware_Ave Oak_Ave Eddy_St
Quarry_St Hudson_St Hillview_Pl Columbia_St Prospect_St Giles_St Cobb_St Floral_Ave Elm_St Hector_St Chestnut_St
Cliff_St Taughannock_Blvd Spencer_Rd Old_Elmira_Rd N_Titus_Ave S_Titus_Ave Wood_St South_St Park_St Center_St
Cleveland_Ave Esty_St Washington_St Madison_St Hancock_St First_St Second_St Third_St Fourth_St Fifth_St Franklin_St
Adams_St Dey_St Auburn_St Monroe_St Willow_Ave Worth_St Irving_Pl Maple_Ave Mitchell_St Ithaca_Rd Cornell_St
Elmwood_Ave Oxford_Pl Orchard_Pl Valentine_Pl Ferris_Pl Crescent_Pl Coddington_Rd Pleasant_St Turner_Pl Hyers_St
Hawley_Pl Terrace_Pl Sears_St Schuyler_Pl Fountain_Pl Glen_Pl Cherry_St Brindley_St Cecil_A_Malone_Dr Elmira_Rd
Haller_Blvd Campbell_Ave Warren_Pl Richard_Pl Sunrise_Rd Vinegar_Hill West_Hill_Cir Nelson_Rd Hook_Pl Sheffield_Rd
""")

GIVEN: Final = _words("""
James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Sandra Mark Margaret Donald Ashley
Steven Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah
Timothy Stephanie Ronald Rebecca Jason Laura Edward Helen Jeffrey Sharon Ryan Cynthia Jacob Kathleen Gary Amy
Nicholas Angela Eric Shirley Jonathan Anna Stephen Ruth Larry Brenda Justin Pamela Scott Nicole Brandon Katherine
Benjamin Christine Samuel Rachel Gregory Carolyn Alexander Janet Patrick Maria Frank Heather Raymond Diane Jack
Olivia Dennis Julie Jerry Joyce Tyler Victoria Aaron Kelly José Sofía Zoë André Renée Chloé Ahmed Fatima Wei Mei
Hiroshi Yuki Raj Priya Dmitri Olga Kwame Ama Nguyet Thanh Pablo Lucía Björn Ingrid Siobhan Maeve Tenzin Dolma
""")

FAMILY: Final = _words("""
Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young
Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter
Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers
Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez
Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez
Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Graham Murray Ford
Castro Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Chen Wang Liu Zhang Singh Khan
Cohen Schwartz Kowalski Novak Petrov Ivanov Tanaka Sato Park Choi O'Brien O'Connor D'Angelo McCarthy Van_Dyke
Núñez Peña Müller Hébert Lindström Østergaard Ferrari Rossi Dubois Okafor Mensah Sherpa Dorji Haddad Rahman
""")

HOLDINGS: Final = _words(
    "Gorge Falls Inlet Cascadilla Fall_Creek Six_Mile Cayuga Hillside Downtown Collegetown Northside Southside "
    "Lakeview Commons Clinton_House Tower Beebe Triphammer Cornfield Boathouse Millrace Lighthouse"
)
HOLDING_ENDS: Final = _words(
    "Properties_LLC Apartments_LLC Holdings_LLC Realty_LP Associates Housing_Corp Rentals_LLC"
)

ELSEWHERE: Final = (
    "Dryden NY 13053", "Lansing NY 14882", "Trumansburg NY 14886", "Newfield NY 14867", "Danby NY 14850",
    "Cortland NY 13045", "Syracuse NY 13202", "Rochester NY 14604", "Brooklyn NY 11215", "Albany NY 12207",
    "Sayre PA 18840", "Philadelphia PA 19103", "Newark NJ 07102", "Boston MA 02118",
)  # fmt: skip
COUNTRY_ROADS: Final = _words(
    "Main_St Mill_St Church_St Creek_Rd Ridge_Rd Railroad_Ave Lake_Rd School_St Union_St Bridge_St Turkey_Hill_Rd"
)

VIOLATIONS: Final = (
    ("06", "Prohibited zone", (3000, 4500, 6000), 52),
    ("25", "Residential permit zone", (1500, 3000, 4500), 30),
    ("17", "Truck loading zone", (3000, 4500, 6000), 9),
    ("22", "Parked in yard", (2000, 3000, 5000), 5),
    ("21", "Handicapped zone", (10000, 15000, 20000), 4),
)
"""Code, name, fines in cents for the first, second and third in 18 months, and how many in a hundred tickets.

The fines are those of the city's page 'Parking Violations'.
"""

METERS: Final = (
    ('5/8"', 12, 880), ('1"', 32, 60), ('1.5"', 55, 25), ('2"', 112, 20), ('3"', 160, 8), ('4"', 241, 5), ('6"', 421, 2)
)  # fmt: skip
"""Meter size, least quarterly use in units of 100 cubic feet, and how many in a thousand meters (rates of 2022)."""
WATER_CENTS: Final = 973
SEWER_CENTS: Final = 603
STORMWATER_CENTS: Final = 1200
"""Per unit of 100 cubic feet in 2022, and the yearly stormwater fee of 48.00 by the quarter."""

GARAGES: Final = (
    ("Green St garage", 8500),
    ("Seneca St garage", 9600),
    ("Dryden Rd garage", 15900),
)
"""Monthly prices as last published, in 2015."""
RESIDENTIAL_CENTS: Final = 4500
SIDEWALK_CENTS: Final = 7500
TAX_PER_MILLION: Final = 11870
"""City tax in cents on an assessed value of a million cents: 11.87 per 1,000."""
