/** Several pipelines as one company: which they are, and what their amounts are worth in one currency. */
package dealflow.consumer.company;
