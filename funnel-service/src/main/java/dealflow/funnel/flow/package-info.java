/** What flowed in and out of each stage, by interval or live. */
package dealflow.funnel.flow;
