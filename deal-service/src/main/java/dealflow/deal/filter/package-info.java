/** Which deals are meant: the filters of lists, and views, which are such filters that people keep. */
package dealflow.deal.filter;
