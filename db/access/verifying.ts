export const verifyAccessLog = 0
