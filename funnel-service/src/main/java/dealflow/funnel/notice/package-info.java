/** What answers say beside a number or in its place: a code, the sentence and the facts in it. */
package dealflow.funnel.notice;
