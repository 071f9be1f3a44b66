/** What is chosen with one letter. */
import type { Option } from './choice.tsx'

export const reachedOptions: readonly Option[] = [
  { value: 'yes', says: 'Yes', letter: 'y' },
  { value: 'no', says: 'No', letter: 'n' },
]

export const modalityOptions: readonly Option[] = [
  { value: 'phone', says: 'Phone', letter: 'p' },
  { value: 'video', says: 'Video', letter: 'v' },
  { value: 'in_person', says: 'In person', letter: 'i' },
  { value: 'message', says: 'Message', letter: 'm' },
  { value: 'none', says: 'None of these', letter: 'n' },
]
