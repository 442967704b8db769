"""Names for the people and firms of a sample city: common ones, that belong to nobody in particular."""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().replace("_", " ") for word in text.split() if word)


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
