/** What is asked: the parameters that all statistics share, which deals it is about, and what may be told of the answer. */
package dealflow.funnel.question;
