/** Deals that go from one owner to another, on a day, however many they are. */
package dealflow.deal.transfer;
