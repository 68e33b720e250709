"""From a parsed article to its claims: every step of coding in order. Read this first.

trees mended -> triggers -> roles -> participants -> speech and status -> means -> joining within a sentence -> numbers
-> admission -> dates and places -> dates counted from other events and context within the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from dateline import settings
from dateline.coding import tree
from dateline.coding.admission import refusal
from dateline.coding.announcing import announced
from dateline.coding.answers import fill_answers
from dateline.coding.attribution import Attributor
from dateline.coding.blame import LAID, Blame, find_blame
from dateline.coding.claims import ClaimMaker
from dateline.coding.context import Told, fill_from_context
from dateline.coding.drafts import Draft
from dateline.coding.foreground import standings
from dateline.coding.found import Found
from dateline.coding.history import pasts_of
from dateline.coding.home import Home
from dateline.coding.joining import drop_embraced, join
from dateline.coding.mentions import MentionIndex, find_mentions
from dateline.coding.numbers import occurrences
from dateline.coding.obligation import demands
from dateline.coding.participants import WHEREABOUTS, ParticipantFinder
from dateline.coding.place_context import fill_places, ground
from dateline.coding.place_described import described
from dateline.coding.place_mention import PlaceMention
from dateline.coding.places import find_places
from dateline.coding.repair import mend
from dateline.coding.roles import find_roles
from dateline.coding.sequence import Steps
from dateline.coding.sharing import share_targets
from dateline.coding.standing import OFFICIAL, speaks_for, weigh_speaker, with_voices
from dateline.coding.status import Verdict, find_status
from dateline.coding.timex import TimeExpression, find_dates
from dateline.coding.tolls import Casualties, casualties
from dateline.coding.topic import without_figures
from dateline.coding.triggers import TriggerMatch, condition_nouns, find_triggers, noun_readings
from dateline.coding.weapons import NONE_STATED, find_weapon
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import Cues, load_cues
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.ontology import SPEECH_ACTS
from dateline.knowledge.place_words import load_place_words
from dateline.records import (
    Article,
    Claim,
    CodedArticle,
    Entity,
    Failure,
    Mention,
    ParsedArticle,
    internal_fault,
)

ADDRESSED = SPEECH_ACTS | {"PROTEST", "AID", "SANCTION"}
"""Types that are done to somebody whom the words around name, though no role of the frame does."""


ANNOUNCING = frozenset({"THREATEN", "AGREE", "CONCEDE"})
"""Types whose content is what the actor's own side will do."""


def code(items: Iterable[ParsedArticle | Failure]) -> Iterator[CodedArticle | Failure]:
    """Yield the claims of each article; no claims is a result, not a failure."""
    for item in items:
        yield item if isinstance(item, Failure) else coded_or_failed(item)


def coded_or_failed(parsed: ParsedArticle) -> CodedArticle | Failure:
    """A fault in one article must not end a job of thousands: it is reported with the article and its kind."""
    try:
        return code_article(parsed)
    except Exception as fault:
        return internal_fault(parsed.article.page.name, "coding", fault)


def code_article(parsed: ParsedArticle) -> CodedArticle:
    """All claims of one article, in text order."""
    article, doc, cues = parsed.article, parsed.doc, load_cues()
    mend(doc, cues)
    starts = frozenset(block.start for block in article.blocks)
    published = article.published.day if article.published else None
    mentions = find_mentions(doc, article, load_actors())
    found_places = find_places(doc, article, load_gazetteer(), mentions.names)
    places = [place for place in found_places if not names_body(place, mentions)]
    home = ground(places, load_gazetteer())
    places += described(doc, places, home, load_gazetteer(), load_place_words())
    finder = ParticipantFinder(article, mentions, cues, Home(mentions, places, load_actors(), starts))
    attributor = Attributor(article, cues, finder)
    asked = {draft.at: draft for draft in demands(doc, cues, finder)}
    found = [make_draft(match, article, cues, finder, attributor) for match in find_triggers(doc, load_lexicon())]
    drafts = sorted([*(draft for draft in found if draft.at not in asked), *asked.values()], key=lambda draft: draft.at)
    dates = [each for each in find_dates(article.text[: len(doc.text)], published) if not of_page(each, article)]
    maker = ClaimMaker(article, doc, tuple(dates), places)
    claims = without_figures(list(claims_of(drafts, maker, cues)), doc)
    floor = settings.get_float("min_confidence")
    headline = max((block.end for block in article.blocks if block.kind == "headline"), default=0)
    told = Told(maker.triggers, published, headline, starts, pasts_of(doc, maker.expressions, article))
    steps = Steps(doc, maker.triggers, maker.words, published, maker.date_of)
    kept = steps.apply([claim for claim in claims if claim.confidence >= floor])
    kept = steps.apply(fill_answers(fill_from_context(kept, told), told))
    kept = fill_places(kept, told, home)
    genre = article.origin.genre
    if genre is not None:
        kept = [replace(claim, genre=genre.value) for claim in kept]
    return CodedArticle(article, tuple(kept), named_entities(mentions, article), parsed.note)


def of_page(expression: TimeExpression, article: Article) -> bool:
    """Whether a date is the one by which the page dates itself, as in "LAGOS, May 3, 2031 (XYZ) - Troops ..."."""
    own = article.published.span if article.published is not None else None
    if own is None:
        return False
    span = article.source_span(expression.start, expression.end)
    return span.start < own.end and own.start < span.end


def names_body(place: PlaceMention, mentions: MentionIndex) -> bool:
    """Whether the words of a place are the whole name of a group or organisation: "from al-Shabab"."""
    actor = mentions.at(place.start_token)
    if tree.preposition(mentions.doc[place.end_token - 1]) in WHEREABOUTS:
        return False
    if actor is None or actor.place_like or actor.entity.kind not in {"group", "organisation"}:
        return False
    return place.start_token <= actor.start_token and actor.end_token <= place.end_token


def make_draft(
    match: TriggerMatch, article: Article, cues: Cues, finder: ParticipantFinder, attributor: Attributor
) -> Draft:
    """Everything that the clause of one trigger says."""
    roles = find_roles(match)
    actors = both(finder.find(roles.actors, recipient=False), finder.find(roles.partners, recipient=False))
    taken = {found.participant.entity.id for found in actors}
    violent = match.trigger.type == "ASSAULT"
    recipients = tuple(
        f for f in finder.find(roles.recipients, recipient=violent) if f.participant.entity.id not in taken
    )
    if match.trigger.type in ANNOUNCING:
        recipients = tuple(r for r in recipients if not any(is_own(r, actor) for actor in actors))
    if not recipients and match.trigger.type in ADDRESSED and not roles.partners and not roles.closed:
        recipients = tuple(finder.mentioned_below(match.light_verb or match.token, taken))
    speeches, sources = attributor.chain(match.token, match.light_verb)
    blame = blame_of(match, finder) if violent else None
    if blame is not None and blame.speaker is not None:
        sources = (*sources, *attributor.sources(blame.speaker))
    voices = attributor.speakers(speeches)
    weapon, mode = means_of(match, cues)
    draft = Draft(
        match=match,
        actors=actors,
        recipients=recipients,
        speeches=tuple(speeches),
        sources=sources,
        speakers=tuple(voice.participant.entity for voice in voices),
        verdict=Verdict("alleged", f"{LAID} '{blame.verb.lower_}'") if blame else find_status(match, speeches, cues),
        casualties=Casualties(),
        weapon=weapon,
        mode=mode,
        count=occurrences(match.token),
    )
    told = announced(draft)
    if told.type == "REJECT" and roles.partners:  # "will not sign a pact with B": B is who is refused
        partners = finder.find(roles.partners, recipient=False)
        refused = {found.participant.entity.id for found in partners}
        own = tuple(found for found in told.actors if found.participant.entity.id not in refused)
        told = replace(told, actors=own or told.actors, recipients=tuple(partners) if own else told.recipients)
    return with_voices(told, voices)


def blame_of(match: TriggerMatch, finder: ParticipantFinder) -> Blame | None:
    """Who somebody says did the deed of a trigger, or of the noun that its verb of dying names."""
    deeds = [noun for noun in condition_nouns(match) if noun_readings(noun, load_lexicon())]
    for noun in [match.token] if match.nominal else deeds:
        blame = find_blame(noun)
        if blame is not None and any(finder.resolve(each, recipient=False) for each in blame.culprits):
            return blame
    return None


def is_own(recipient: Found, actor: Found) -> bool:
    """Whether a recipient is the actor's own body: the army of whose offensive its minister warns."""
    one, other = actor.participant.entity, recipient.participant.entity
    return other.kind == "organisation" and other.sector in OFFICIAL and speaks_for(one, other)


def claims_of(drafts: list[Draft], maker: ClaimMaker, cues: Cues) -> Iterator[Claim]:
    """Join the drafts of each sentence, drop what is no claim, then date and place the rest."""
    for _, group in groupby(drafts, key=lambda draft: draft.match.token.sent.start):
        joined = [weigh_speaker(draft) for draft in share_targets(join(drop_embraced(list(group)), cues), cues)]
        drafts_here = counted(joined, cues, maker.article)
        deeds = sum(draft.type not in SPEECH_ACTS for draft in drafts_here)
        kept = []
        for draft in drafts_here:
            times, place = maker.times(draft, alone=deeds == 1), maker.place(draft)
            dated = any(time.mention is not None for time in times)
            if refusal(draft, cues, dated=dated, placed=place.name is not None) is None:
                kept.append((draft, times, place))
        reported = [draft for draft, _, _ in kept]
        for (draft, times, place), standing in zip(kept, standings(reported), strict=True):
            yield from maker.claims(draft, times, place, standing)


def means_of(match: TriggerMatch, cues: Cues) -> tuple[str | None, str | None]:
    """Weapon and mode: what the words around state goes before what the trigger word implies."""
    trigger = match.trigger
    if trigger.type != "ASSAULT":
        return trigger.weapon, trigger.mode
    found = find_weapon(match, cues)
    if found is None:
        return trigger.weapon or NONE_STATED, trigger.mode
    cue = found[0]
    stated = cue.weapon != NONE_STATED
    weapon = cue.weapon if stated else trigger.weapon or NONE_STATED
    overruled = {None, "explosives", "targeted", "firearms"} if stated else {None, "explosives", "targeted"}
    return weapon, cue.mode if cue.mode and trigger.mode in overruled else trigger.mode


def both(actors: list[Found], partners: list[Found]) -> tuple[Found, ...]:
    """Actors and those who act with them, each once."""
    return (
        tuple({found.participant.entity.id: found for found in [*partners, *actors]}.values())
        if partners
        else tuple(actors)
    )


def counted(drafts: list[Draft], cues: Cues, article: Article) -> list[Draft]:
    """The drafts of a sentence with the dead and hurt of each attack; where there is only one, all that it counts."""
    words = {at for draft in drafts for at in draft.words}
    alone = sum(draft.type == "ASSAULT" for draft in drafts) == 1

    def of(draft: Draft) -> Casualties:
        doc, sentence = draft.match.token.doc, draft.match.token.sent
        own = [doc[at] for at in draft.words]
        if alone:
            return casualties([*own, sentence.root], cues, article)
        return casualties(own, cues, article, words - set(draft.words))

    return [replace(draft, casualties=of(draft)) if draft.type == "ASSAULT" else draft for draft in drafts]


def named_entities(mentions: MentionIndex, article: Article) -> tuple[tuple[Entity, tuple[Mention, ...]], ...]:
    """All actors of the page with the words that name them, by entity id."""
    found: dict[str, tuple[Entity, list[Mention]]] = {}
    for each in mentions.all:
        words = mentions.doc[each.start_token : each.end_token]
        span = article.source_span(words.start_char, words.end_char)
        found.setdefault(each.entity.id, (each.entity, []))[1].append(Mention(span, each.text))
    return tuple((entity, tuple(words)) for _, (entity, words) in sorted(found.items()))
