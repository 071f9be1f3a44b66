/** Version of the billing rules; a claim keeps the one that proved it. Changes with every rule. */
export const rulesVersion = '2026.11'
