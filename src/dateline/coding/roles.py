"""Which words carry the actor and the recipient of a trigger, read from UD relations by the trigger's frame.

The result names head tokens only; `participants` turns them into entities.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.blame import find_blame, lays_on, on_whom
from dateline.coding.tolls import TOLLS
from dateline.coding.triggers import NOMINAL, TriggerMatch, condition_nouns, kinds, match_trigger
from dateline.knowledge.cues import load_cues, load_words
from dateline.knowledge.lexicon import Relation, load_lexicon, word_class
from dateline.knowledge.ontology import SPEECH_ACTS

TOWARDS = frozenset({"to", "against", "on", "with", "for", "from", "at", "into"})
DOERS = tuple(Relation.parse(text) for text in ("nmod:by", "nmod:with", "nmod:between", "nmod:from", "nmod:poss"))
"""Where an attack that somebody died in has those who made it."""
MODIFYING = (Relation.parse("attacking"),)
DONE_BY = tuple(Relation.parse(text) for text in ("nmod:by", "nmod:from", "nmod:poss", "mod"))
SOMEBODY = frozenset({"@person", "@force", "@police", "@fighter", "@party"})
GATHERED = frozenset("band column coalition crowd faction force gang group militia mob movement party unit".split())
"""Bodies of people: whoever aids or leads one does not do its deeds."""
HIT = frozenset({"@building", "@vehicle", "@territory"})
"""Kinds of things before a noun of attack that are what it hits."""
TOGETHER = frozenset({"between", "among"})
"""Prepositions whose phrase names all sides of a fight."""
CIRCUMSTANCES = frozenset("after before during since as because while when whereas although though".split())
GIVING = frozenset({"send", "to", "from"})
"""Frames of verbs whose object is what is given or moved, not whom it is done to: "agreed to send fighters"."""
NAMING = frozenset("brand call classify declare deem designate label list name pronounce".split())
"""Verbs that call somebody something."""
MEETING = frozenset({"after", "at", "before", "during", "following", "in"})
"""Prepositions before a meeting that whoever acts then takes part in."""
PROMISING = frozenset({"pledge", "promise", "say", "swear", "threaten", "vow", "warn"})
"""Verbs of speech that tell what the speaker's own side will do."""
BEFORE_NOUN = ("nmod:poss", "compound", "amod", "nmod:desc")


@dataclass(frozen=True, slots=True)
class Slot:
    """The head word of a role and the path by which it was found, for explanations."""

    token: Token
    path: str


Fillers = Callable[[Token, Relation], list[Token]]
Group = tuple[Slot, ...]
"""The fillers of one relation with their conjuncts."""


@dataclass(frozen=True, slots=True)
class Roles:
    """For each role the groups of words that may fill it, best first; the first that names anybody counts. In a
    reciprocal frame `partners` act together with the actors. `closed` says that nobody else can be the recipient."""

    actors: tuple[Group, ...]
    recipients: tuple[Group, ...]
    partners: tuple[Group, ...] = ()
    closed: bool = False


def find_roles(match: TriggerMatch) -> Roles:
    """The words that may fill the roles of a trigger."""
    frame, token = match.trigger.frame, match.token
    if match.nominal:
        actors, recipients = nominal_groups(match)
    else:
        actors = [*ready_slots(match), *verb_slots(token, frame.verb_actor), *claimed_means(token), *doers_of(match)]
        actors = [*joined_by(token), *actors, *answering(match), *whose_fire(match)]
        recipients = verb_slots(token, frame.verb_recipient, taken=numbers(actors))
        if match.trigger.type == "ACCUSE" and (deeds := [t for t in tree.logical_objects(token) if is_deed(t)]):
            return Roles(tuple(actors), tuple(doers(token, deeds, recipients)), closed=True)
    if match.trigger.type == "REQUEST" and recipients and is_told_to(match.light_verb or token):
        return Roles(tuple(actors), tuple(recipients[:1]), closed=True)
    if not frame.reciprocal and match.trigger.type in SPEECH_ACTS - {"ACCUSE"}:  # whose content tells of victims
        recipients += complement_slots(match.light_verb or token, numbers(actors))
    if match.nominal and frame.reciprocal and match.trigger.type == "CONSULT" and recipients and not actors:
        actors = meeting(token)
    if frame.reciprocal:
        if (
            match.trigger.type in {"ASSAULT", "PROTEST"} and actors
        ):  # "A clashed with B", "A fought B"; not "clashes between A and B"
            sides = [group for group in recipients if group[0].path.partition(":")[2] not in TOGETHER]
            if sides:
                return Roles(tuple(actors), tuple(sides))
        return Roles(tuple(actors), (), tuple(recipients))
    return Roles(tuple(actors), tuple(recipients))


def nominal_groups(match: TriggerMatch) -> tuple[list[Group], list[Group]]:
    """The actors and recipients of a noun: in its phrases, around its light verb, and told of elsewhere."""
    frame, token = match.trigger.frame, match.token
    actors = [*noun_slots(token, frame.noun_actor), *borrowed_subjects(match), *claimants(token), *blamed(token)]
    if (owners := owners_of_deed(match)) and not numbers([owners]) & numbers(actors[1:]):
        actors = [owners, *actors]
    recipients = noun_slots(token, frame.noun_recipient, taken=numbers(actors[:1]))
    recipients += [*struck(token), *under_it(token)]
    if match.light_verb is not None:
        recipients += verb_slots(match.light_verb, tuple(r for r in frame.verb_recipient if r.name == "obl"))
        if token.dep_ == "obj" and tree.is_passive(match.light_verb):  # "were granted safe passage"
            recipients.append(spread_all(tree.children(match.light_verb, "nsubj:pass"), "nsubj:pass"))
        if match.light_subject == "recipient":
            recipients.append(spread_all(tree.logical_subjects(match.light_verb), "nsubj"))
    return actors, recipients


def owners_of_deed(match: TriggerMatch) -> Group:
    """Who stands before a deed whose victim stands behind it: "**Chad's** killing of A", "the **Chadian** arrest of
    A"; where nobody does, whoever stands before it suffers it, "A's arrest"."""
    token, frame = match.token, match.trigger.frame
    behind = [r for r in frame.noun_recipient if r.name == "nmod" and r.preposition in {"of", "on", "against", "to"}]
    if frame.reciprocal or not any(noun_fillers(token, relation) for relation in behind):
        return ()
    owners = tree.children(token, "nmod:poss")
    owners += [t for t in tree.children(token, "amod", "compound") if t.pos_ == "PROPN" or t.text[0].isupper()]
    return spread_all(owners, "before the deed") if owners else ()


def ready_slots(match: TriggerMatch) -> list[Group]:
    """Who is what an adjective says, also where the tree has it as a passive: "the president is prepared to lift"."""
    if match.trigger.pos != "ADJ" or match.token.dep_ == "amod":
        return []
    found = tree.surface_subjects(match.token)
    return [spread_all(found, "nsubj")] if found else []


def answering(match: TriggerMatch) -> list[Group]:
    """Who answers with what was fired: "the group responded with **rockets fired** at the town"."""
    verb, means = match.token, match.token.head
    if verb.dep_ == "advcl" and tree.is_passive(verb) and any(c.lower_ == "with" for c in tree.children(verb, "mark")):
        return [spread_all(tree.logical_subjects(means), f"{means.lower_} with it")]  # read as a clause
    fired = verb.dep_ == "acl" and tree.is_passive(verb) and not tree.agents(verb)
    if match.trigger.type != "ASSAULT" or not fired or means.dep_ != "obl" or tree.preposition(means) != "with":
        return []
    return [spread_all(tree.logical_subjects(means.head), f"{means.head.lower_} with it")]


def joined_by(verb: Token) -> list[Group]:
    """Those who do something together: "A and B joined C **in mocking** D"."""
    joining = verb.head
    together = tree.lemma(joining) == "join" and any(c.lower_ == "in" for c in tree.children(verb, "mark"))
    if not together or verb.dep_ not in {"advcl", "xcomp"}:
        return []
    return [spread_all([*tree.logical_subjects(joining), *tree.logical_objects(joining)], "joined in it")]


def whose_fire(match: TriggerMatch) -> list[Group]:
    """Whose what was fired is that landed: "**Norland** rockets slammed into a market"; not of a bomb, which may be
    named after its place."""
    fired = word_class("shellfire") | word_class("uav") | word_class("airpower")
    things = tree.children(match.token, "nsubj") if match.trigger.frame.name == "happen" else []
    return [spread_all(things, "whose fire it is")] if any(tree.lemma(thing) in fired for thing in things) else []


def meeting(noun: Token) -> list[Group]:
    """Who speaks or acts at, before or after a meeting with another has met him: "said **after talks** with B"."""
    verb = noun.head
    if noun.dep_ != "obl" or tree.preposition(noun).split(" ")[0] not in MEETING or verb.pos_ != "VERB":
        return []
    apart = noun.left_edge.i > noun.sent.start and noun.left_edge.nbor(-1).text == ","
    while apart and verb.dep_ in {"xcomp", "ccomp"} and verb.head.pos_ == "VERB" and verb.head.i < verb.i:
        verb = verb.head
    persons = tree.children(verb, "nsubj") if not tree.is_passive(verb) else []
    return [spread_all(persons, f"nsubj of {verb.lower_}")] if persons else []


def is_deed(noun: Token) -> bool:
    """Whether a noun is a deed that can be condemned: "the killing of A", "attacks on B"."""
    found = match_trigger(noun, load_lexicon()) if noun.pos_ in NOMINAL else None
    return found is not None and found.trigger.type not in SPEECH_ACTS


def doers(verb: Token, deeds: list[Token], recipients: list[Group]) -> list[Group]:
    """Whom one blames who condemns a deed: who did it, not whom it hit; "blamed the attack **on** A" names him."""
    groups = [
        group for deed in deeds for relation in DONE_BY if (group := slots_of(deed, (relation,), noun_fillers, set()))
    ]
    found = [each for group in groups for each in group]
    culprits = {each.i for each in on_whom(verb)}
    return found + [group for group in recipients if numbers([group]) & culprits]


def numbers(groups: list[Group]) -> set[int]:
    """The token numbers of all fillers."""
    return {slot.token.i for group in groups for slot in group}


def complement_slots(verb: Token, taken: set[int]) -> list[Group]:
    """Whom the content of an act of speech is about: "agreed to send troops to B", "vowed to punish B"."""
    groups = []
    heads = [c for c in tree.children(verb, "xcomp", "ccomp", "advcl", "acl") if not is_circumstance(c)]
    clauses = [e for c in heads for e in tree.conjuncts(c)]
    for clause in clauses:
        given = any(
            reading.frame.name in GIVING for reading in load_lexicon().triggers.get((tree.lemma(clause), "VERB"), ())
        )
        fillers = ([] if given else tree.logical_objects(clause)) + affected_subjects(clause)
        later = [noun for preposition, noun in tree.obliques(clause) if preposition in TOWARDS]
        deeper = [t for inner in tree.children(clause, "xcomp", "ccomp", "advcl") for t in tree.logical_objects(inner)]
        groups += [
            spread_all([t for t in found if t.i not in taken], f"complement {clause.lower_}")
            for found in (fillers, later, deeper)
        ]
    return [group for group in groups if group]


def is_told_to(verb: Token) -> bool:
    """Whether somebody is told to do something, so that nobody else is asked: "called on **states** to back A"."""
    told = tree.children(verb, "obj", "iobj") or [n for p, n in tree.obliques(verb) if p in {"on", "upon", "to"}]
    clauses = tree.children(verb, "xcomp", "advcl", "ccomp")
    starts = {c.left_edge.i for c in clauses if any(m.lower_ == "to" for m in tree.children(c, "mark"))}
    direct = any(noun.pos_ in NOMINAL and noun.right_edge.i + 1 in starts for noun in told)
    return direct and not tree.is_passive(verb)


def is_circumstance(clause: Token) -> bool:
    """Whether a clause only tells when or why: "urged A to pay, **while** B said", "warned A **after** B fell"."""
    marks = {child.lower_ for child in clause.children if child.dep_ in {"mark", "advmod"} and child.i < clause.i}
    return clause.dep_ == "advcl" and bool(marks & CIRCUMSTANCES)


def affected_subjects(clause: Token) -> list[Token]:
    """The subject of what is said, where it is somebody to whom something will be done: not "warned that **the army**
    would respond", but "vowed that A would pay", "warned that A would be struck", "demanded that A leave"."""
    if tree.lemma(clause.head) not in PROMISING or tree.lemma(clause) in load_words().suffering:
        return tree.children(clause, "nsubj", "nsubj:pass")
    return tree.children(clause, "nsubj:pass")


def spread_all(tokens: list[Token], path: str) -> Group:
    return unique([slot for token in tokens for slot in spread(token, path)])


def unique(slots: list[Slot]) -> tuple[Slot, ...]:
    seen: dict[int, Slot] = {}
    for slot in slots:
        seen.setdefault(slot.token.i, slot)
    return tuple(seen.values())


def spread(token: Token, path: str) -> list[Slot]:
    """A filler and all that is coordinated with it."""
    return [Slot(each, path if each is token else path + " conj") for each in tree.conjuncts(token)]


def verb_slots(verb: Token, relations: tuple[Relation, ...], taken: set[int] | None = None) -> list[Group]:
    """The fillers of each relation of the list that has any."""
    return slots_of(verb, relations, verb_fillers, taken or set())


def slots_of(token: Token, relations: tuple[Relation, ...], fillers: Fillers, taken: set[int]) -> list[Group]:
    groups = []
    for relation in relations:
        found = [t for t in fillers(token, relation) if t.i not in taken]
        if found:
            groups.append(spread_all(found, str_of(relation)))
    return groups


def str_of(relation: Relation) -> str:
    return f"{relation.name}:{relation.preposition}" if relation.preposition else relation.name


def verb_fillers(verb: Token, relation: Relation) -> list[Token]:
    match relation.name:
        case "nsubj":
            return tree.logical_subjects(verb)
        case "obj":
            found = tree.logical_objects(verb)
            return [who for token in found for who in who_they_were(token) if not is_called(token, verb, found)]
        case "iobj":
            given = tree.is_passive(verb) and tree.children(verb, "obj")  # "was granted asylum"
            return tree.children(verb, "nsubj:pass" if given else "iobj")
        case "obl:agent":
            return tree.agents(verb)
        case "obl":
            return [
                noun for preposition, noun in tree.obliques(verb) if preposition.split(" ")[0] == relation.preposition
            ]
        case "ccomp:subject":
            clauses = [c for c in tree.children(verb, "ccomp", "xcomp", "advcl") if not is_circumstance(c)]
            return [t for clause in clauses for t in tree.children(clause, "nsubj", "nsubj:pass")]
    return []


def is_called(token: Token, verb: Token, objects: list[Token]) -> bool:
    """Whether an object only tells what another is called: "declared the front **a terrorist organisation**"."""
    article = any(child.lower_ in {"a", "an"} for child in tree.children(token, "det"))
    return article and len(objects) > 1 and tree.lemma(verb) in NAMING and token.dep_ == "obj" and token.i > verb.i


def who_they_were(token: Token) -> list[Token]:
    """Who those are of whom a sentence tells who they were: "those killed were **residents** of two villages", "among
    those arrested was the **editor**"; else the word itself."""
    head = token.head
    if token.lower_ not in {"those", "others", "victims", "dead"} or head.i == token.i:
        return [token]
    if token.dep_ == "nsubj" and head.pos_ in {"NOUN", "PROPN"} and tree.children(head, "cop"):
        return [head]
    if tree.preposition(token) in {"among", "including"} and token.dep_ in {"obl", "nmod"}:
        named = [head] if head.pos_ in {"NOUN", "PROPN"} else tree.children(head, "nsubj", "nsubj:pass")
        return named or [token]
    return [token]


def noun_slots(noun: Token, relations: tuple[Relation, ...], taken: set[int] | None = None) -> list[Group]:
    return slots_of(noun, relations, noun_fillers, taken or set())


def noun_fillers(noun: Token, relation: Relation) -> list[Token]:
    if relation.name == "mod":
        return tree.children(noun, *BEFORE_NOUN)
    if relation.name == "attacking":  # "a police raid", but not "an embassy attack"
        return [t for t in tree.children(noun, *BEFORE_NOUN) if not kinds(t) & HIT]
    if relation.name == "nmod:poss":
        return tree.children(noun, "nmod:poss")
    if relation.preposition == "by" and (verb := participle_of(noun)) is not None:
        return tree.agents(verb)
    if lays_on(noun, relation.preposition):
        return []
    found = [t for preposition, t in tree.obliques(noun) if preposition.split(" ")[0] == relation.preposition]
    if not found and relation.preposition in {"by", "on", "against", "between", "with", "at"}:
        found = nested_obliques(noun, relation.preposition) or stray_obliques(noun, relation.preposition)
    if relation.preposition == "targeting":
        found += [t for child in noun.children if child.lower_ == "targeting" for t in tree.logical_objects(child)]
    return found


def nested_obliques(noun: Token, preposition: str) -> list[Token]:
    """Phrases that a parser hung one noun too low: "the strike on the convoy by jets"."""
    inner = [t for _, t in tree.obliques(noun)]
    return [t for below in inner for found, t in tree.obliques(below) if found == preposition and t.i > below.i]


def stray_obliques(noun: Token, preposition: str) -> list[Token]:
    """Phrases right after an object that a parser hung on its verb: "condemned attacks on the convoy"; between whom
    it is that something happens: "clashes erupted between the army and rebels"."""
    verb = noun.head
    if noun.dep_ == "nsubj:pass" and preposition == "between":
        return [t for t in tree.children(verb, "obl") if tree.preposition(t) == preposition]
    if noun.dep_ == "nsubj" and preposition in {"between", "with"} and not tree.children(verb, "obj", "ccomp"):
        return [t for t in tree.children(verb, "obl") if tree.preposition(t) == preposition and t.i > verb.i]
    if noun.dep_ not in {"obj", "nsubj:pass", "obl"} or verb.pos_ != "VERB":
        return []
    return [
        t
        for t in tree.children(verb, "obl")
        if tree.preposition(t) == preposition and noun.i < t.i and t.left_edge.i - noun.i <= 2
    ]


def claimants(noun: Token) -> list[Group]:
    """Who claimed responsibility for it, or it: "the front claimed the bombing", "said it was behind the raid"; who is
    said to be responsible for it."""
    head = tree.first_conjunct(noun).head
    if head.lower_ == "responsible" and tree.preposition(noun) == "for":
        return [spread_all(tree.children(head, "nsubj"), "responsible for it")]
    head = noun.head
    in_part = noun.dep_ in {"nmod", "obl"} and tree.preposition(noun) in {"for", "in"}
    if in_part and tree.lemma(head) in load_words().parts and head.dep_ == "obj" and tree.lemma(head.head) == "deny":
        return [spread_all(tree.logical_subjects(head.head), "denied a part in it")]
    if noun.dep_ in {"nmod", "obl"} and tree.preposition(noun) in {"for", "behind"}:
        verb = head.head if head.pos_ == "NOUN" and tree.lemma(head) == "responsibility" else head
        if (
            tree.lemma(verb) in load_words().claiming | ({"deny"} if verb is not head else set())
            and not is_denied(verb)
            and (verb is not head or any(tree.lemma(o) == "responsibility" for o in tree.children(head, "obj")))
        ):
            return [spread_all(tree.logical_subjects(verb), "claimed responsibility")]
    if (
        noun.dep_ in {"obj", "nsubj:pass", "nsubj"}
        and tree.lemma(head) == "claim"
        and (noun.dep_ == "obj") != tree.is_passive(head)
    ):
        return [spread_all(tree.logical_subjects(head), "claimed")]
    return []


def blamed(noun: Token) -> list[Group]:
    """Those on whom a deed is laid."""
    blame = find_blame(noun)
    return [] if blame is None else [spread_all(list(blame.culprits), f"{blame.verb.lower_} it")]


def struck(noun: Token) -> list[Group]:
    """Whom an attack hit as subject or agent of a verb: "the blast rocked Beirut", "Lebanon was hit by attacks"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "obl:agent", "obl"} or tree.lemma(verb) not in load_words().striking:
        return []
    if noun not in tree.logical_subjects(verb):
        return []
    return [spread_all(tree.logical_objects(verb), f"object of {verb.lower_}")]


def under_it(noun: Token) -> list[Group]:
    """Who is under an attack or a siege: "the town has been under siege", "the patrol came under fire"."""
    if tree.preposition(noun) != "under":
        return []
    subjects = tree.children(noun, "nsubj") if tree.children(noun, "cop") else []
    if noun.dep_ == "obl" and noun.head.pos_ == "VERB":
        subjects = tree.logical_subjects(noun.head)
    return [spread_all(subjects, f"under {noun.lower_}")] if subjects else []


def is_denied(verb: Token) -> bool:
    """Whether a verb is negated: "did not claim responsibility" names no claimant."""
    return any(child.lower_ in {"not", "n't", "n’t", "never"} for child in verb.children)


def participle_of(noun: Token) -> Token | None:
    """The verb in "an attack claimed/carried out/led by B", whose agent is the noun's actor."""
    counted = tree.lemma(noun.head) in TOLLS and noun.dep_ == "nmod"  # "the toll of a raid carried out by B"
    described: list[Token] = [*noun.children, *(noun.head.children if counted else ())]
    for child in described:
        behind = child.i > noun.i and child.dep_ in {"acl", "acl:relcl"}
        if behind and tree.is_passive(child) and tree.agents(child):
            return child
    return None


def claimed_means(verb: Token) -> list[Group]:
    """Who claimed, planted or fired the means of a deed: "killed by a bomb claimed by the front"."""
    subjects = tree.agents(verb) if tree.is_passive(verb) else tree.logical_subjects(verb)
    means = [noun for noun in subjects if tree.lemma(noun) not in GATHERED and not kinds(noun) & SOMEBODY]
    participles = [found for noun in means if (found := participle_of(noun)) is not None]
    return [spread_all(tree.agents(found), f"{found.lower_} by") for found in participles]


def doers_of(match: TriggerMatch) -> list[Group]:
    """Who did the deed in which somebody died or was shot: "died in an **ambush** by rebels", "in **clashes** with
    police", "were shot dead in police **raids**"."""
    verb = match.token
    if match.trigger.frame.name == "victim":
        nouns, relations = condition_nouns(match), (*DOERS, *MODIFYING)
    elif match.trigger.type == "ASSAULT" and tree.is_passive(verb) and not tree.agents(verb):
        found = [noun for preposition, noun in tree.obliques(verb) if preposition in {"in", "during"}]
        nouns, relations = [noun for noun in found if is_deed(noun)], (*DOERS, *MODIFYING)
    else:
        return []
    nouns = [gathered(noun) for noun in nouns]
    groups = [(*slots_of(n, relations, noun_fillers, set()), *blamed(n)) for n in nouns]
    return [group for found in groups for group in found if group]


def gathered(noun: Token) -> Token:
    """The deeds of which a noun makes a number: "a string of **raids** by the front"."""
    if tree.lemma(noun) not in load_cues().partitives:
        return noun
    return next((each for preposition, each in tree.obliques(noun) if preposition == "of" and is_deed(each)), noun)


def borrowed_subjects(match: TriggerMatch) -> list[Group]:
    """The subject of the light verb, or of the verb whose object the noun is in "led an assault"."""
    verb = match.light_verb
    if verb is None or match.light_subject != "actor":
        return []
    return [spread_all(tree.logical_subjects(verb), f"nsubj of {verb.lower_}")]
