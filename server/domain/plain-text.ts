/**
 * Text that can be kept as it is. Every character of Unicode can, but for two things that are none:
 * half a surrogate pair, which UTF-8 cannot write, and NUL, at which other programs stop reading.
 */
const unkept = /\0|\p{Surrogate}/u

/** Whether a text comes back exactly as it was given. What does not is refused, never changed. */
export const isKeepable = (text: string): boolean => !unkept.test(text)
