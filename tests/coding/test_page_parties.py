"""Who does what to whom in plain news sentences, through parsing and coding: a sentence, the claim of one trigger."""

from __future__ import annotations

import pytest

from pageclaims import claims

Parties = list[str]


def parties(text: str, trigger: str) -> tuple[Parties, Parties]:
    """The names of the actors and recipients of the claim that a trigger word gives."""
    found = [claim for claim in claims(text) if claim.trigger.text == trigger]
    assert len(found) == 1, [claim.trigger.text for claim in claims(text)]
    actors, recipients = (sorted(p.entity.name for p in role) for role in (found[0].actors, found[0].recipients))
    return actors, recipients


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        # owners
        ("Hezbollah shelled positions held by Israeli troops on Monday.", "shelled", ["Hezbollah"], ["Israeli troops"]),
        ("Hezbollah attacked a Danish-owned tanker on Monday.", "attacked", ["Hezbollah"], ["Denmark"]),
        (
            "Two aid workers of the Danish Refugee Council were kidnapped on Monday.",
            "kidnapped",
            [],
            ["Danish Refugee Council"],
        ),
        (
            "Norway, whose parliament condemned Chad on Monday, sent an envoy.",
            "condemned",
            ["Norwegian parliament"],
            ["Chad"],
        ),
        # whole bodies and those who lead them
        (
            "Chad's army fled. The army, led by General Idris Amin, attacked Hezbollah on Monday.",
            "attacked",
            ["Chadian National Army"],
            ["Hezbollah"],
        ),
        ("Oromo Liberation Army men fled. The army attacked Kenya on Monday.", "attacked", ["army"], ["Kenya"]),
        # persons and their names
        (
            "Norwegian Foreign Minister Karin Holm met her Finnish counterpart in Oslo on Monday.",
            "met",
            ["Finnish counterpart", "Karin Holm"],
            [],
        ),
        ("Hezbollah chief Amin Daou accused Norway of lying on Monday.", "accused", ["Amin Daou"], ["Norway"]),
        # coordination
        (
            "Hezbollah attacked Malian and Nigerien soldiers on Monday.",
            "attacked",
            ["Hezbollah"],
            ["Malian soldiers", "Nigerien soldiers"],
        ),
        (
            "The ministry told Poland and Lithuania to cut their staff and recalled its envoy from Chad on Monday.",
            "recalled",
            ["ministry"],
            ["Chad"],
        ),
        # those who left a group are not the group
        ("FARC dissidents attacked a police station on Monday.", "attacked", ["FARC dissidents"], ["Colombian police"]),
        # clauses
        (
            "Hezbollah answered on Monday with rockets fired at Israeli military posts.",
            "fired",
            ["Hezbollah"],
            ["Israel Defense Forces"],
        ),
        (
            "Norway condemned NATO for an air strike that killed six villagers on Monday.",
            "strike",
            ["NATO"],
            ["Norwegian villagers"],
        ),
        ("Uganda, with which Kenya broke off relations in 2019, fell silent.", "broke", ["Kenya"], ["Uganda"]),
        (
            "Police fired at protesters outside the parliament who demanded that President Idris Amin resign.",
            "demanded",
            ["protesters"],
            ["Idris Amin"],
        ),
        (
            "Idris Amin, the Chadian president, spoke on Monday after talks with Vladimir Putin.",
            "talks",
            ["Idris Amin", "Vladimir Putin"],
            [],
        ),
        (
            "At least 49 Armenian soldiers died in clashes with Azerbaijan on Monday.",
            "died",
            ["Azerbaijan"],
            ["Armenian soldiers"],
        ),
        # pairs
        (
            "Uganda signed a truce with Kenya in May, but each side accused the other on Monday.",
            "accused",
            ["Kenya", "Uganda"],
            [],
        ),
        # not named at all
        ("Unions blocked the Pan-American highway on Monday to protest against taxes.", "blocked", ["unions"], []),
        # where the clause is
        (
            "Turkey sent envoys. Turkey sent food. In Tbilisi, police fired at protesters on Monday.",
            "fired",
            ["Georgian police"],
            ["Georgian protesters"],
        ),
        # what bodies are called
        (
            "NATO met in Brussels. Hezbollah fled to Beirut. The alliance condemned Chad on Monday.",
            "condemned",
            ["NATO"],
            ["Chad"],
        ),
        # neighbours
        (
            "Uganda fell out with Kenya. Kenya asked its neighbour on Monday to withdraw.",
            "asked",
            ["Kenya"],
            ["Uganda"],
        ),
        (
            "Uganda fell out with Kenya. Troops of the two neighbours shelled a village on Monday.",
            "shelled",
            ["Kenyan troops", "Ugandan troops"],
            [],
        ),
        (
            "In Kinshasa, crowds attacked the embassies of Rwanda, France and Belgium on Monday.",
            "attacked",
            ["Congolese crowds"],
            ["Belgian embassies", "French embassies", "Rwandan embassies"],
        ),
        ("Norway urged all parties on Monday to stop the war.", "urged", ["Norway"], []),
        # deeds that are counted
        (
            "Twenty Afghan soldiers died in a string of Taliban raids on Monday.",
            "died",
            ["Taliban"],
            ["Afghan National Army"],
        ),
        # whoever may be one of several stays unnamed
        (
            "Hezbollah and Hamas fled from Beirut. The militants attacked Chad on Monday.",
            "attacked",
            ["Lebanese militants"],
            ["Chad"],
        ),
        # names beside descriptions
        (
            "Hezbollah freed Karin Holm, a Norwegian nurse whom Hamas had kidnapped in May.",
            "kidnapped",
            ["Hamas"],
            ["Karin Holm"],
        ),
        (
            "Thousands fled to Thailand, whose army shelled Laos on Monday.",
            "shelled",
            ["Thai army"],
            ["Laos"],
        ),
        ("Hemedti's fighters attacked Chad on Monday.", "attacked", ["Rapid Support Forces"], ["Chad"]),
        ("Norway demanded talks; Hezbollah members killed", "killed", [], ["Hezbollah"]),
        # mended trees
        (
            "At least 71 people were killed on Monday when Somali raiders armed with knives attacked a camp.",
            "attacked",
            ["Somali raiders"],
            ["Somali people"],
        ),
        (
            "Somalia's parliament elected Idris Amin; the outgoing president, Mohamed Farah, accused Kenya of fraud.",
            "accused",
            ["Mohamed Farah"],
            ["Kenya"],
        ),
        ("Sudan: demonstrators shot dead", "shot", [], ["Sudanese demonstrators"]),
        # who is called what
        (
            "The Transitional Military Council (TMC) met in May. Kenya condemned the TMC on Monday.",
            "condemned",
            ["Kenya"],
            ["Transitional Military Council"],
        ),
        (
            "Norway declared the River Front a terrorist organisation on Monday.",
            "declared",
            ["Norway"],
            ["River Front"],
        ),
        # buildings are nobody's, bases are of the country where they lie
        ("Hezbollah shelled a hospital in Chad on Monday.", "shelled", ["Hezbollah"], []),
        ("Hezbollah shelled an air base near Baghdad on Monday.", "shelled", ["Hezbollah"], ["Iraqi military"]),
        # speaking to somebody
        (
            "Norwegian Foreign Minister Karin Holm spoke by telephone to Vladimir Putin on Monday.",
            "spoke",
            ["Karin Holm", "Vladimir Putin"],
            [],
        ),
        ("The regime that rules Niger arrested Idris Amin on Monday.", "arrested", ["Niger"], ["Idris Amin"]),
        # bodies told by whose they are
        (
            "Forces loyal to the River Council seized the Kenyan embassy on Monday. The River Council denied it.",
            "seized",
            ["River Council"],
            ["Kenyan embassy"],
        ),
        (
            "Quito's police stormed the Mexican embassy on Monday.",
            "stormed",
            ["Ecuadorian police"],
            ["Mexican embassy"],
        ),
        (
            "Iraq is at war. Iraqi troops left Mosul. In Syria, the army shelled Hezbollah on Monday.",
            "shelled",
            ["Syrian army"],
            ["Hezbollah"],
        ),
        # lists, participles and clauses
        (
            "The plan was rejected by Kenya, Uganda and Chad on Monday.",
            "rejected",
            ["Chad", "Kenya", "Uganda"],
            [],
        ),
        (
            "The Dominican Republic, whose president, Luis Amado, spoke on Sunday, expelled Cuba's envoy.",
            "expelled",
            ["Dominican Republic"],
            ["Cuban envoy"],
        ),
        # who holds the office
        (
            "President Goodluck Jonathan spoke on Sunday. Boris Johnson telephoned the Nigerian leader on Monday.",
            "telephoned",
            ["Boris Johnson", "Goodluck Jonathan"],
            [],
        ),
        # what is said of whoever rules
        (
            "Omar al-Bashir spoke. His government severed ties with Chad, which it accused of arming Hezbollah.",
            "accused",
            ["Sudan"],
            ["Chad"],
        ),
        (
            "The rebels of the River Front fled. Their fighters captured Baga on Monday.",
            "captured",
            ["River Front"],
            [],
        ),
        (
            "Idris Amin, the spokesman of the Chadian army, who blamed Hezbollah on Monday, left.",
            "blamed",
            ["Idris Amin"],
            ["Hezbollah"],
        ),
        (
            "Hezbollah shot two guards in May, the Red Cross found. It also accused Hamas of murder.",
            "accused",
            ["International Committee of the Red Cross"],
            ["Hamas"],
        ),
    ],
)
def test_parties(text: str, trigger: str, actors: Parties, recipients: Parties) -> None:
    assert parties(text, trigger) == (actors, recipients)
