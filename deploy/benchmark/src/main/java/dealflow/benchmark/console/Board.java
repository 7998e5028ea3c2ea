package dealflow.benchmark.console;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.interactions.Actions;

/** The board as one who scrolls through it and drags a card over it sees it: frame by frame. */
final class Board {

    private static final int SCROLLED = 300;
    private static final int ROUNDS = 4;

    private final Chromium chromium;

    /**
     * @param millis how long each frame took
     * @param processor milliseconds of a processor that all processes of the browser took for all of them
     */
    record Frames(List<Double> millis, double processor) {}

    Board(Chromium chromium) {
        this.chromium = chromium;
    }

    /** Waits until so many open deals have come. */
    void awaitCards(int deals) {
        chromium.await(
                () -> chromium.number(
                                """
                                return [...document.querySelectorAll('dealflow-board-column')]
                                  .reduce((sum, column) => sum + column.content.cards.length, 0)""")
                        >= deals,
                "%,d open deals".formatted(deals));
    }

    /**
     * Further by three cards in each frame.
     *
     * @param columns how many of the columns; a person scrolls one
     */
    Frames scroll(int columns) {
        return frames(() -> {
            chromium.script("window.scrolled = 0");
            chromium.script(
                    """
                    const views = [...document.querySelectorAll('.board-view')].slice(0, arguments[1]);
                    views.forEach(view => { view.scrollTop = 0; });
                    const next = () => {
                      views.forEach(view => { view.scrollTop += 337; });
                      if (++window.scrolled < arguments[0]) requestAnimationFrame(next);
                    };
                    requestAnimationFrame(next);
                    """,
                    SCROLLED,
                    columns);
            chromium.await(() -> chromium.number("return window.scrolled") >= SCROLLED, "the scrolling");
            chromium.await(
                    () -> (Boolean)
                            chromium.script(
                                    """
                            const view = document.querySelector('.board-view').getBoundingClientRect();
                            const isCard = y => document.elementFromPoint(view.left + view.width / 2, y)?.closest('.board-card');
                            // Between two cards there is a gap.
                            return [0.1, 0.5, 0.9].map(share => view.top + view.height * share).every(y => isCard(y) || isCard(y + 12))"""),
                    "cards where one has scrolled to");
        });
    }

    /** A card of the first column over all others and back, not let go anywhere. */
    Frames drag() {
        var columns = chromium.driver.findElements(By.cssSelector("dealflow-board-column .board-column")).stream()
                .filter(column -> column.isDisplayed())
                .toList();
        var card = columns.get(0).findElement(By.cssSelector(".board-card .stay"));
        return frames(() -> {
            new Actions(chromium.driver)
                    .moveToElement(card)
                    .clickAndHold()
                    .moveByOffset(12, 4)
                    .perform();
            if (!chromium.isThere(".board.dragging")) {
                throw new IllegalStateException("Nothing is dragged");
            }
            var over = new Actions(chromium.driver);
            for (var round = 0; round < ROUNDS; round++) {
                columns.forEach(column -> over.moveToElement(column, 0, 40 * (columns.indexOf(column) % 3))
                        .pause(Duration.ofMillis(150)));
            }
            over.moveToElement(columns.get(0)).release().perform();
        });
    }

    @SuppressWarnings("unchecked")
    private Frames frames(Runnable during) {
        chromium.script(
                """
                const frames = window.frames_ = [];
                let last = performance.now();
                const frame = now => {
                  frames.push(now - last);
                  last = now;
                  if (window.frames_ === frames) requestAnimationFrame(frame);
                };
                requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
                """);
        var before = chromium.processor();
        during.run();
        var taken = chromium.processor() - before;
        var millis = ((List<Number>) chromium.script("const all = window.frames_; window.frames_ = null; return all"))
                .stream().map(Number::doubleValue).collect(Collectors.toList());
        return new Frames(millis, taken);
    }
}
