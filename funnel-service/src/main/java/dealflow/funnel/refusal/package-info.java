/** What is refused, and why, as exceptions that HTTP turns into problems. */
package dealflow.funnel.refusal;
