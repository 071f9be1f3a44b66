/** One patient's page, and their scores over time. */
import type { Dossier } from '../domain/dossier.ts'
import { type Standing, standing } from '../domain/instruments/index.ts'
import type { Score } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { Handles } from './people.ts'
import { type Asking, look } from './sight.ts'

/** A score with what it stands for. */
export interface ScoreSeen {
  readonly score: Score
  readonly standing: Standing
}

export const patients = (parts: { readonly registry: Registry; readonly handles: Handles }) => ({
  look: (handle: string, asking: Asking) => look(parts, handle, asking),
})

export type Patients = ReturnType<typeof patients>

/** Every score, oldest first, as its instrument reads it. */
export const scoreHistory = ({ patient, scores }: Dossier): readonly ScoreSeen[] =>
  scores
    .toSorted(
      (a, b) => compare(a.administered_on, b.administered_on) || compare(a.score_id, b.score_id),
    )
    .map((score) => ({ score, standing: standing(score, patient.sex) }))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
