/**
 * The longest that a failed delivery stays in the queue before it is delivered again. It decides how soon everything is
 * in the stream after an outage, and how long an outage a message's receives outlast.
 */
export const LONGEST_RETRY_DELAY_SECONDS = 900;
