"""Several triggers, one event: within a sentence, the means and the deaths that it caused are one claim.

"Four bombers killed six people and wounded 19 in an attack on a village" has three triggers and reports once.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.blame import LAID
from dateline.coding.context import APART
from dateline.coding.drafts import Draft
from dateline.coding.found import is_particular
from dateline.coding.tolls import TOLLS
from dateline.knowledge.cues import Cues
from dateline.knowledge.ontology import EMBRACING

LINKS = frozenset(
    "obl obl:agent nmod advcl acl acl:relcl obj nsubj nsubj:pass xcomp compound amod nmod:desc conj "
    "parataxis obl:unmarked appos".split()
)
RETURNED = frozenset({"payback", "reprisal", "response", "retaliation", "retribution", "revenge", "vengeance"})
"""Threats whose "for" tells what they answer."""
SUMMING = frozenset({"latest", "last"})
"""Adjectives, beside superlatives, of a noun that sums up what its sentence tells: "in the latest massacre"."""
BEFORE = frozenset({"after", "before", "since", "until", "despite", "following", "days", "hours", "weeks"})


def join(drafts: list[Draft], cues: Cues) -> list[Draft]:
    """Drafts of one sentence with those of one event made one, in text order; the trigger of the means survives."""
    result = list(drafts)
    apart: set[tuple[int, int]] = set()  # pairs that were looked at; all drafts are held, so their ids stay theirs
    held = list(drafts)
    changed = True
    while changed:
        changed = False
        for i, one in enumerate(result):
            for other in result[i + 1 :]:
                if (id(one), id(other)) in apart:
                    continue
                apart.add((id(one), id(other)))
                if (kept := joined(one, other, cues)) is not None:
                    result = [d for d in result if d is not one and d is not other] + [kept]
                    held.append(kept)
                    changed = True
                    break
            if changed:
                break
    return sorted(result, key=lambda draft: draft.at)


def joined(one: Draft, other: Draft, cues: Cues) -> Draft | None:
    """The single draft that two of the same sentence make, or None where they are two events."""
    if one.type != other.type or conflicting(one, other):
        return None
    hurt_one, hurt_other = is_casualty(one, cues), is_casualty(other, cues)
    path = path_between(one, other)
    if path is None and hurt_one != hurt_other:
        path = consequence(*((other, one) if hurt_one else (one, other)))
    if path is None or not agreeing(one, other, path):
        return None
    if hurt_one != hurt_other:
        main, extra = (other, one) if hurt_one else (one, other)
        if main.mode in APART and "conj" in path:
            return None  # "kidnapped two nurses and killed a guard"
        told = extra.verdict if main.verdict.status == "claimed" and path == {"obl"} else main.verdict
        return replace(main.with_roles_of(extra), verdict=told)
    if hurt_one and hurt_other:
        return one.with_roles_of(other)
    if path == {"conj"} and is_pair_of_verbs(one, other):
        return one.with_roles_of(other)
    if path <= {"compound", "amod", "nmod:desc"} or is_cognate(one, other, path):
        main, extra = sorted((one, other), key=lambda d: (d.match.token.dep_ in {"compound", "amod"}, d.at))
        return main.with_roles_of(extra)
    return None


def path_between(one: Draft, other: Draft) -> frozenset[str] | None:
    """The path between the triggers of two drafts, or of what was joined to them."""
    doc = one.match.token.doc
    pairs = ((doc[a], doc[b]) for a in (one.at, *one.joined) for b in (other.at, *other.joined))
    return next((path for pair in pairs if (path := connection(*pair)) is not None), None)


def is_casualty(draft: Draft, cues: Cues) -> bool:
    """Whether a draft tells of the dead and hurt: "killed", "wounded", "claimed the lives", "left nine dead"."""
    token, trigger = draft.match.token, draft.match.trigger
    if draft.type != "ASSAULT":
        return False
    if (tree.lemma(token), token.pos_) in cues.casualties or (trigger.lemma, trigger.pos) in cues.casualties:
        return True
    told = [*tree.children(token, "obj", "xcomp"), *(a for o in tree.children(token, "obj") for a in o.children)]
    return token.pos_ == "VERB" and any((tree.lemma(each), each.pos_) in cues.casualties for each in told)


def is_cognate(one: Draft, other: Draft, path: frozenset[str]) -> bool:
    """A noun of the event as subject, object or circumstance of its verb: "the blast hit", "struck in an attack"."""
    nominal = [d.match.token for d in (one, other) if d.match.nominal]
    if len(nominal) != 1:
        return False
    verb = one.match.token if other.match.nominal else other.match.token
    if verb.is_ancestor(nominal[0]) and path & {"acl", "acl:relcl"}:
        return False  # "captured the base from rebels, who answered with fire"
    return path <= {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "acl", "acl:relcl", "nmod"}


def agreeing(one: Draft, other: Draft, path: frozenset[str]) -> bool:
    """Whether two have one status; what a claimed act did in its own relative clause is claimed with it, those who
    "died in an attack claimed by A" are told of, and what an attack did whose author is alleged is laid on him, too."""
    statuses = {one.verdict.status, other.verdict.status}
    if statuses == {"alleged", "asserted"}:
        return any(draft.verdict.rule.startswith(LAID) for draft in (one, other))
    if statuses == {"claimed", "asserted"}:
        claimed = (one if one.verdict.status == "claimed" else other).match.token
        first = claimed.left_edge
        apart = first.i > 0 and "," in {first.text, first.nbor(-1).text}
        return "acl:relcl" in path or (path == {"obl"} and not apart)
    return len(statuses) == 1


def is_pair_of_verbs(one: Draft, other: Draft) -> bool:
    """Whether two verbs side by side tell of one deed: "stabbed and hacked to death 60", "shelled and bombed"."""
    first, second = sorted((one.match.token, other.match.token), key=lambda token: token.i)
    sides = [
        ({f.participant.entity.id for f in d.actors}, {f.participant.entity.id for f in d.recipients})
        for d in (one, other)
    ]
    alone = not tree.children(second, "nsubj", "nsubj:pass") and not (one.mode in APART or other.mode in APART)
    return first.pos_ == second.pos_ == "VERB" and second.i - first.i == 2 and alone and sides[0] == sides[1]


def conflicting(one: Draft, other: Draft) -> bool:
    """Whether both name actors or recipients and share none, or have subjects of their own that are others."""
    subjects = [tree.children(draft.match.token, "nsubj") for draft in (one, other)]
    names = [{found.participant.entity.id for found in draft.actors} for draft in (one, other)]
    if all(subjects) and all(names) and not names[0] & names[1]:
        return True
    later = max((one, other), key=lambda draft: draft.at).match.token
    hurt = [{f.participant.entity.id: f.participant.entity.kind for f in d.recipients} for d in (one, other)]
    persons = "person" in {*hurt[0].values(), *hurt[1].values()}
    if persons and all(hurt) and not hurt[0].keys() & hurt[1].keys() and tree.children(later, "nsubj", "nsubj:pass"):
        return True  # "shot the colonel, and a major died in an ambush"
    for role in ("actors", "recipients"):
        mine = {f.participant.entity.id for f in getattr(one, role) if is_particular(f.participant.entity)}
        yours = {f.participant.entity.id for f in getattr(other, role) if is_particular(f.participant.entity)}
        if mine and yours and not mine & yours:
            return True
    return False


def connection(one: Token, other: Token) -> frozenset[str] | None:
    """The relations on the path from one token to the other where one is above the other, else None."""
    for low, high in ((one, other), (other, one)):
        path: set[str] = set()
        token = low
        for _ in range(6):
            if token.i == high.i:
                return frozenset(path)
            relation = token.dep_
            if relation not in LINKS or token.head.i == token.i or starts_other_time(token):
                break
            path.add(relation)
            token = token.head
        else:
            continue
    return None


def consequence(event: Draft, hurt: Draft) -> frozenset[str] | None:
    """The path from the hurt to the verb whose subject is the event or its toll: "the blast left nine dead and six
    injured", "the toll of the raid rose to nine, with six wounded"."""
    noun, word = event.match.token, hurt.match.token
    if noun.dep_ == "acl" and noun.head.pos_ in {
        "NOUN",
        "PROPN",
    }:  # "a bomb **dropped** by them hit a school, killing two"
        noun = noun.head
    elif not event.match.nominal:
        return None
    if noun.dep_ == "nmod" and tree.lemma(noun.head) in TOLLS:
        noun = noun.head
    if noun.dep_ != "nsubj" or noun.head.pos_ != "VERB":
        return None
    between = word.doc[noun.head.i + 1 : word.i]
    if any(token.pos_ == "VERB" and token.dep_ in {"acl:relcl", "ccomp"} for token in between):
        return None  # a clause between has its own dead
    path = connection(word, noun.head)
    return path if path is not None and path <= {"obj", "conj", "amod", "acl", "xcomp", "advcl", "nmod"} else None


def starts_other_time(token: Token) -> bool:
    """ "after", "days before": what follows is another event; so is what a clause tells that "had" been before."""
    if token.dep_ == "acl:relcl" and any(c.lower_ == "had" for c in tree.children(token, "aux")):
        return True
    return any(child.dep_ in {"mark", "case", "advmod"} and child.lower_ in BEFORE for child in token.children)


def drop_embraced(drafts: list[Draft]) -> list[Draft]:
    """Without what is only threatened, demanded, promised or refused: the act of speech is the event."""
    speaking = [d for d in drafts if d.type in EMBRACING]
    marching = [d for d in drafts if d.type == "PROTEST"]
    kept = [d for d in drafts if not any(is_content(d, act) for act in speaking)]
    kept = [d for d in kept if not is_manner(d) or len(marching) == 1]
    kept = [d for d in kept if not (sums_up(d) and any(o is not d and o.type == d.type for o in kept))]
    kept = [
        d for d in kept if not (is_chanting(d) and any(is_purpose(d, march) for march in marching if march is not d))
    ]
    return [d for d in kept if d.type != "REQUEST" or not any(is_purpose(d, protest) for protest in marching)]


def sums_up(draft: Draft) -> bool:
    """Whether a noun only says of what kind the deed of its sentence is: "in the **latest massacre** in the region"."""
    token = draft.match.token
    if not draft.match.nominal or tree.preposition(token) != "in" or draft.actors or draft.casualties:
        return False
    ranks = tree.children(token, "amod")
    return any(each.lower_ in SUMMING or tree.feature(each, "Degree") == "Sup" for each in ranks)


def is_chanting(draft: Draft) -> bool:
    """Whether a verb only tells what a crowd did as it gathered: "held a march, **chanting** slogans"."""
    return draft.type == "PROTEST" and tree.lemma(draft.match.token) in {"chant", "shout", "sing", "wave"}


def is_manner(draft: Draft) -> bool:
    """Whether a noun only says how people gathered: "formed a chain **in protest** against the base"."""
    return (
        draft.type == "PROTEST"
        and tree.lemma(draft.match.token) == "protest"
        and tree.preposition(draft.match.token) == "in"
    )


def is_purpose(demand: Draft, protest: Draft) -> bool:
    """Whether a demand is what a protest is for: "marched to demand an inquiry" is one event."""
    token = demand.match.token
    heads = {protest.at} | ({protest.match.light_verb.i} if protest.match.light_verb is not None else set())
    return token.dep_ in {"advcl", "acl", "xcomp"} and token.head.i in heads


def is_content(draft: Draft, act: Draft) -> bool:
    """Whether the draft's trigger stands in the complement of the act of speech, and is not itself such a past fact."""
    if draft is act:
        return False
    token, head = draft.match.token, act.match.token
    carriers = {head.i} | ({act.match.light_verb.i} if act.match.light_verb is not None else set())
    for _ in range(6):
        above = token.head
        if above.i == token.i or token.dep_ == "acl:relcl":
            return False  # a relative clause states what it tells: "demanded the release of X, who was arrested in May"
        if token.dep_ == "acl" and tree.is_passive(token) and (tree.agents(token) or is_dated(token)):
            return False  # so does a participle: "a town besieged by the army", "to lift a ban imposed in 1999"
        if above.i in carriers:
            return content_relation(token, act, draft.type)
        token = above
    return False


def is_dated(verb: Token) -> bool:
    """Whether a phrase of time or number hangs on a verb: "imposed **in 1999**"."""
    return any(p in {"in", "on", "since", "after"} and n.pos_ in {"NUM", "PROPN"} for p, n in tree.obliques(verb))


def content_relation(token: Token, act: Draft, draft_type: str) -> bool:
    relation = token.dep_
    if tree.lemma(act.match.token) in RETURNED and tree.preposition(token) == "for":
        return False  # what is paid back has happened: "retaliation for the bombing"
    if relation in {"xcomp", "ccomp", "csubj", "acl"}:
        return True
    if draft_type == "AID" and act.type == "AGREE":  # "pledged a million in aid"
        return relation in {"obj", "obl", "nmod", "compound"}
    if relation in {"obj", "obl", "nmod", "compound", "advcl", "iobj", "nsubj:pass"}:
        if relation == "advcl" or (
            relation == "obl" and tree.preposition(token) in {"after", "before", "during", "in", "following"}
        ):
            return any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children) and act.type in {
                "REQUEST",
                "THREATEN",
            }
        return True
    return False
