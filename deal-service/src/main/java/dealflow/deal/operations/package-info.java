/** What operations do to the whole: a person erased, all events published again. */
package dealflow.deal.operations;
