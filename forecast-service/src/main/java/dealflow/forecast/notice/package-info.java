/** What answers say beside numbers or in their place: a code, the sentence and the facts in it. */
package dealflow.forecast.notice;
