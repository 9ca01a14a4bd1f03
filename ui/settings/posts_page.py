"""The page of posts: places on the establishment that people pass through."""

from models.types import StaffGroup
from rota_desk.edits.posts import add_posts, change_post, remove_post
from rota_desk.queries.clinicians import PostLine, post_list
from rota_desk.queries.rota_sheet import GROUPS
from ui.frame import Frame
from ui.settings.pages import Page, show_with_cursor
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

POSTS: tuple[Column[PostLine], ...] = (
    Column("Post", lambda one: one.name, 160),
    Column("Group", lambda one: GROUPS[one.group], 180),
    Column("Grade", lambda one: one.grade, 100),
    Column("Held by", lambda one: one.holder, 180),
    Column("Then", lambda one: one.then, 240, tip=lambda one: one.then),
)


class PostsPage(Page):
    """Posts whose plan and rota pass from holder to holder; People says who holds them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Posts",
            "Places that people pass through, such as SHO 1 to SHO 8. A plan or a pattern of a "
            "post goes to whoever holds it; who does is said under People (Take up a post).",
        )
        self._frame = frame
        self.posts: RecordTable[PostLine] = RecordTable("Posts", POSTS, frame.look)
        self.posts.setMinimumHeight(320)
        self.posts.opened.connect(lambda _post: self.correct())
        self.lines.addWidget(self.posts, 1)
        self.lines.addLayout(
            row(
                button("Add posts …", self.add, "primary", says="Add posts (Ctrl+N)"),
                button("Correct …", self.correct, says="Correct the post (F2)"),
                button("Remove", self.remove, says="Only a post that nobody held"),
                None,
            )
        )

    def refresh(self) -> None:
        """Show what stands now."""
        show_with_cursor(self.posts, self._frame.bridge.ask(post_list))

    def add(self) -> Form:
        """Ask for one post or for several of a name."""
        bridge = self._frame.bridge
        form = Form("Add posts", "Add", bridge, self)
        name = form.line("Name", hint="SHO")
        count = form.line("How many", "1")
        form.note("Several are numbered: SHO 1, SHO 2 …")
        group = form.choice("Group", tuple(GROUPS.items()), StaffGroup.RESIDENT)
        grade = form.line("Grade", hint="ST4; may stay empty")

        def submit() -> bool:
            chosen, many = group.value(), count.value()
            if chosen is None or not many.isdecimal():
                form.trouble("Choose a group from the list, and say how many as a whole number.")
                return False
            facts = {"name": name.value(), "grade": grade.value()}
            return bridge.do(add_posts, count=int(many), group=chosen, **facts) is not None

        form.open_then(submit)
        return form

    def correct(self) -> Form | None:
        """Correct the post under the cursor."""
        post = self.posts.record()
        if post is None:
            return None
        bridge = self._frame.bridge
        form = Form(f"Correct {post.name}", "Save", bridge, self)
        name = form.line("Name", post.name)
        group = form.choice("Group", tuple(GROUPS.items()), post.group)
        grade = form.line("Grade", post.grade)
        form.open_then(
            lambda: (
                bridge.do(
                    change_post,
                    post=post.id,
                    name=name.value(),
                    group=group.value() or post.group,
                    grade=grade.value(),
                )
                is not None
            )
        )
        return form

    def remove(self) -> None:
        """Remove the post under the cursor; undo brings it back."""
        post = self.posts.record()
        if post is not None:
            self._frame.bridge.do(remove_post, post=post.id)
