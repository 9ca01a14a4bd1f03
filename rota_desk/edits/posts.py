"""Posts that people pass through: adding, correcting and removing them."""

from __future__ import annotations

from sqlalchemy import func, select

from models import FixedLeave, JobPlan, PatternPlace, Post, PostHolding
from models.types import StaffGroup
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork

MOST = 60  # posts added at once


def add_post(work: UnitOfWork, *, name: str, group: StaffGroup, grade: str = "") -> int:
    """Add a post that people pass through, such as SHO 1; answers its number."""
    called = _free_name(work, name)
    post = work.add(Post(name=called, group=group, grade=grade.strip()))
    work.label = f"Add the post {post.name}"
    return post.id


def add_posts(
    work: UnitOfWork, *, name: str, count: int, group: StaffGroup, grade: str = ""
) -> int:
    """Add so many posts of one name with a number, "SHO 1" to "SHO 8"; one keeps the bare name.

    Numbers that are taken are passed over. Answers how many were added.
    """
    if not 1 <= count <= MOST:
        raise Refusal(f"Add between 1 and {MOST} posts at once.")
    if count == 1:
        add_post(work, name=name, group=group, grade=grade)
        return 1
    stem = name.strip()
    if not stem:
        raise Refusal("Give the posts a name, such as SHO.")
    taken = {one.name for one in work.all(select(Post))}
    free = (f"{stem} {at}" for at in range(1, count + len(taken) + 1))
    names = [one for one in free if one not in taken][:count]
    work.add_all([Post(name=one, group=group, grade=grade.strip()) for one in names])
    work.label = f"Add {count} posts, {names[0]} to {names[-1]}"
    return count


def change_post(
    work: UnitOfWork, *, post: int, name: str, group: StaffGroup, grade: str = ""
) -> None:
    """Correct a post; its holders, plan and rota stay."""
    there = work.get(Post, post)
    there.name = _free_name(work, name, but=post)
    there.group, there.grade = group, grade.strip()
    work.label = f"Change the post {there.name}"


def remove_post(work: UnitOfWork, *, post: int) -> None:
    """Remove a post that nobody held and that has no plan or rota."""
    there = work.get(Post, post)
    for kind, why in (
        (PostHolding, "somebody holds or held it"),
        (JobPlan, "it has a job plan"),
        (PatternPlace, "a pattern is laid for it"),
        (FixedLeave, "it has fixed leave"),
    ):
        if work.rows(select(func.count(kind.id)).where(kind.post_id == post))[0][0]:
            raise Refusal(f"{there.name} stays: {why}. Give it another name, or leave it vacant.")
    work.label = f"Remove the post {there.name}"
    work.remove(there)


def _free_name(work: UnitOfWork, name: str, but: int | None = None) -> str:
    called = name.strip()
    if not called:
        raise Refusal("Give the post a name, such as SHO 1.")
    there = work.one(select(Post).where(Post.name == called))
    if there is not None and there.id != but:
        raise Refusal(f"There is a post {called} already.")
    return called
