/** A sale from the first lead to the last payment, through all services, as processes and as images. */
package dealflow.acceptance.story;
