"""Define entities, merge two into one, split one in two, forget one."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ricordo.config import USER_NAMESPACE
from ricordo.errors import InvalidInput, NotFound
from ricordo.knowledge.graph_answers import GraphChange
from ricordo.knowledge.graph_names import suggestion
from ricordo.knowledge.graph_view import GraphView
from ricordo.knowledge.graph_writing import GraphWriting
from ricordo.model import Entity, MemoryRecord, Relation
from ricordo.storage.filter import Filter
from ricordo.timeline import to_micros
from ricordo.write.derive import derive
from ricordo.write.path import WritePath

MAX_ALIASES = 50


def define(
    path: WritePath,
    namespaces: tuple[str, ...],
    name: str,
    *,
    type_: str | None,
    aliases: Sequence[str],
    details: dict[str, Any] | None,
    redacted: Iterable[str] = (),
) -> GraphChange:
    """Make an entity, or change the one that has the name. What is not given stays as it is.

    Args:
        path: Who writes, and where to.
        namespaces: What the scope reads.
        name: Its name, or an alias of it.
        type_: What sort of thing it is.
        aliases: Further names of it.
        details: Further values, in place of the old ones.
        redacted: The kinds of credential that were taken out of the details.

    Raises:
        InvalidInput: When another entity has one of the aliases, or there are too many.
    """
    with path.store.transaction("define_entity", path.actor) as transaction:
        writing = GraphWriting(path, namespaces, transaction, path.clock())
        known = writing.view.look_up(name)
        entity = known or writing.new_entity(name)
        for alias, other in writing.view.named(aliases).items():
            if other.id != entity.id:
                raise InvalidInput(f"{alias} is a name of the entity {other.name}; merge the two with merge_entities.")
        values: dict[str, Any] = {"type": type_, "details": details}
        values = {field: value for field, value in values.items() if value is not None}
        new = with_names(entity.model_copy(update=values), aliases)
        if known is None:
            writing.keep(new)
        elif new != known:
            writing.keep(new.model_copy(update={"updated_at": writing.now}))
        return writing.changed(redacted=redacted)


def with_names(entity: Entity, names: Iterable[str]) -> Entity:
    """Give an entity with further aliases, each once.

    Raises:
        InvalidInput: When there are too many.
    """
    aliases = {entity.name.casefold(): entity.name}
    for name in (*entity.aliases, *names):
        aliases.setdefault(name.casefold(), name)
    _, *rest = aliases.values()
    if len(rest) > MAX_ALIASES:
        raise InvalidInput(f"{entity.name} would have {len(rest)} aliases; it may have {MAX_ALIASES}.")
    return entity.model_copy(update={"aliases": tuple(rest)})


def merge(path: WritePath, namespaces: tuple[str, ...], source: str, into: str) -> GraphChange:
    """Make two entities one: the names, relations and observations of the first go over to the second.

    A name that only stands in `about` of memories can be merged like an entity.

    Raises:
        NotFound: When one of them is unknown.
        InvalidInput: When they are the same, or the second is not seen by all who see the first.
    """
    with path.store.transaction("merge_entities", path.actor) as transaction:
        writing = GraphWriting(path, namespaces, transaction, path.clock())
        old, kept = writing.found_or_mentioned(source), writing.found_or_mentioned(into)
        if old.id == kept.id:
            raise InvalidInput(f"{source} and {into} are the same entity, {kept.name}; give two.")
        if kept.namespace not in (old.namespace, USER_NAMESPACE):
            others = f"{kept.name} is in {kept.namespace}, which not all who know {old.name} read"
            raise InvalidInput(f"{others}; merge the other way round.")
        writing.put_away(old.model_copy(update={"merged_into": kept.id}))
        merged = with_names(kept, (old.name, *old.aliases))
        merged = merged.model_copy(
            update={"details": {**old.details, **kept.details}, "type": _type_of(kept, old), "updated_at": writing.now}
        )
        writing.keep(merged)
        _redirect(writing, old.id, kept.id)
        moved = _rename_in_memories(writing, old.names, lambda _, __: kept.name)
        return writing.changed(memories=moved)


def _type_of(kept: Entity, old: Entity) -> str:
    return old.type if kept.type == Entity.model_fields["type"].default else kept.type


def _redirect(writing: GraphWriting, old: str, kept: str) -> None:
    """Lead the relations of one entity to another; what becomes the same, or leads nowhere, is put away."""
    relations = writing.path.store.things(Relation, touching=[old, kept])
    same: dict[tuple[str, str, str], list[Relation]] = {}
    before = {one.id: one for one in relations if one.is_live}
    for one in before.values():
        source, target = (kept if end == old else end for end in (one.source, one.target))
        if source == target:
            writing.put_away(one)
        else:
            same.setdefault((source, one.type, target), []).append(
                one.model_copy(update={"source": source, "target": target})
            )
    survivors, surplus = [], []
    for alike in same.values():
        for together in overlapping(alike):
            survivors.append(united(together))
            surplus += together[1:]
    # What is put away lets go of its ends before another relation takes them.
    writing.put_away(*(before[one.id] for one in surplus))
    for one in survivors:
        if one != before[one.id]:
            writing.keep_relation(one.model_copy(update={"updated_at": writing.now}))


def overlapping(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Group relations of the same ends and type whose times overlap, the earliest first."""
    groups: list[list[Relation]] = []
    end: int | None = 0
    for one in sorted(relations, key=lambda one: (one.began_at, one.id)):
        began = to_micros(one.began_at)
        ended = None if one.valid_to is None else to_micros(one.valid_to)
        if groups and (end is None or began < end or groups[-1][0].began_at == one.began_at):
            groups[-1].append(one)
            end = None if end is None or ended is None else max(end, ended)
        else:
            groups.append([one])
            end = ended
    return groups


def united(together: Sequence[Relation]) -> Relation:
    """Give the first of some relations with the end, the weight and the details of all."""
    ends = [one.valid_to for one in together]
    details: dict[str, Any] = {}
    for one in reversed(together):
        details |= one.details
    return together[0].model_copy(
        update={
            "valid_to": None if None in ends else max(end for end in ends if end is not None),
            "weight": max(one.weight for one in together),
            "details": details,
        }
    )


def _rename_in_memories(
    writing: GraphWriting, names: Sequence[str], renamed: Callable[[MemoryRecord, str], str]
) -> tuple[str, ...]:
    """Write other names into `about` of the memories that have one of these, whatever their state."""
    store, transaction = writing.path.store, writing.transaction
    changed = []
    for record in store.records(store.matching(Filter(namespaces=writing.namespaces, about_any=tuple(names)))):
        about = [renamed(record, name) if name.casefold() in names else name for name in record.about]
        once = tuple({name.casefold(): name for name in reversed(about)}.values())[::-1]
        if once != record.about:
            new = record.model_copy(update={"about": once})
            transaction.write(new, derive(new))
            changed.append(record.id)
    return tuple(changed)


def split(path: WritePath, namespaces: tuple[str, ...], name: str, alias: str) -> GraphChange:
    """Take an alias out of an entity and make it one of its own.

    Memories about the entity whose text has the alias, and no other name of the entity, go with it. Relations stay.

    Raises:
        NotFound: When the entity is unknown, or has no such alias.
        InvalidInput: When the alias is its first name.
    """
    with path.store.transaction("split_entity", path.actor) as transaction:
        writing = GraphWriting(path, namespaces, transaction, path.clock())
        old = writing.view.find(name)
        folded = alias.casefold()
        if folded == old.name.casefold():
            raise InvalidInput(f"{old.name} is its first name; split off one of {', '.join(old.aliases) or 'none'}.")
        taken = next((one for one in old.aliases if one.casefold() == folded), None)
        if taken is None:
            has = f"it has: {', '.join(old.aliases) or 'none'}."
            raise NotFound(f"{old.name} has no alias {alias}; {suggestion(alias, old.aliases, has)}")
        rest = tuple(one for one in old.aliases if one != taken)
        kept = writing.keep(old.model_copy(update={"aliases": rest, "updated_at": writing.now}))
        writing.keep(writing.new_entity(taken, namespace=old.namespace, type=old.type))
        others = [re.escape(one) for one in kept.names]
        stays = re.compile(rf"(?<!\w)(?:{'|'.join(others)})(?!\w)")
        goes = re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")

        def renamed(record: MemoryRecord, known: str) -> str:
            text = record.text.casefold()
            return taken if goes.search(text) and not stays.search(text) else known

        return writing.changed(memories=_rename_in_memories(writing, kept.names, renamed))


def with_merged(view: GraphView, name: str) -> list[str]:
    """Give the ids of an entity and of those that were merged into it.

    Raises:
        NotFound: When it is unknown.
    """
    entity = view.find(name)
    ids = [entity.id]
    every = view.store.things(Entity)
    for one in ids:
        ids += [other.id for other in every if other.merged_into == one]
    return ids


def forget(path: WritePath, namespaces: tuple[str, ...], name: str) -> GraphChange:
    """Put an entity away with its relations. Memories about it stay.

    Raises:
        NotFound: When it is unknown.
    """
    with path.store.transaction("forget_entity", path.actor) as transaction:
        writing = GraphWriting(path, namespaces, transaction, path.clock())
        entity = writing.view.find(name)
        relations = [one for one in path.store.things(Relation, touching=[entity.id]) if one.is_live]
        writing.put_away(entity, *relations)
        return writing.changed()
