package dealflow.deal.recognition;

/** Whether a deal has ended, and how. */
enum Ending {
    OPEN,
    WON,
    LOST
}
