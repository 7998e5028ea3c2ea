package dealflow.acceptance.story;

/** With the services as processes of their own. */
class WholeStoryIT extends AbstractWholeStory {

    WholeStoryIT() {
        super("story");
    }
}
