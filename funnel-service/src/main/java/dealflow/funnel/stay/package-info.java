/** Stays in stages: where they led, how long they take, and which have taken too long. */
package dealflow.funnel.stay;
