package dealflow.benchmark.console;

/**
 * What one visit of a page came to.
 *
 * @param usable milliseconds from the navigation until what the page is for was on it
 * @param processor milliseconds of a processor that all processes of the browser took for that
 * @param requests how many there were until then
 * @param scripts bytes of script and style as they came over the line, compressed
 */
record Visit(double usable, double processor, double requests, double scripts) {}
