/** What the jobs are about that tell people and other systems. */
import { z } from "zod";

/** All that waits for the account goes out as one mail. */
export const deliverMailPayloadSchema = z.strictObject({ accountId: z.uuid() });

export const deliverWebhookPayloadSchema = z.strictObject({ messageId: z.uuid() });
