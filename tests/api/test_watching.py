"""Learning that somebody has changed what a scope reads."""

from ricordo import Memory


def test_a_scope_learns_of_changes_by_others_since_it_last_asked():
    with Memory() as memory, Memory() as other:
        start = memory.changes_since()
        assert start.touched == ()
        known = other.remember("Ana prefers green tea").id
        then = memory.changes_since(start.sequence)
        assert [one.id for one in then.touched] == [known]
        assert memory.changes_since(then.sequence).touched == ()


def test_a_scope_learns_nothing_of_namespaces_that_it_does_not_read():
    with Memory(namespace="project/shop") as shop, Memory(namespace="project/secret") as secret:
        start = shop.changes_since()
        secret.remember("The price is 5", scope="project")
        after = shop.changes_since(start.sequence)
        assert after.touched == ()
        assert after.sequence > start.sequence


def test_a_memory_that_leaves_a_namespace_is_a_change_there_too():
    with Memory(namespace="project/shop") as shop, Memory(namespace="project/market") as market:
        known = shop.remember("We give no credit", scope="project").id
        start = shop.changes_since()
        shop.rename_namespace("project/shop", "project/market")
        for one in (shop, market):
            assert known in [touched.id for touched in one.changes_since(start.sequence).touched]
