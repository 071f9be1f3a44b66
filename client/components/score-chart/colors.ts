/** The chart's colors are the theme's: read from its tokens, anew when light, dark or print begins. */
import { useEffect, useState } from 'react'

const tokens = {
  text: '--text',
  quiet: '--quiet',
  border: '--border',
  surface: '--surface',
  action: '--action',
  safety: '--unmet',
  met: '--met',
  bands: ['--minimal', '--mild', '--moderate', '--moderately-severe', '--severe'],
} as const

export interface Colors {
  readonly text: string
  readonly quiet: string
  readonly border: string
  readonly surface: string
  readonly action: string
  readonly safety: string
  readonly met: string
  readonly bands: readonly string[]
}

/** A token as the browser resolves it here and now, `light-dark()` included. */
function resolver(place: HTMLElement): (token: string) => string {
  const probe = document.createElement('span')
  probe.hidden = true
  place.append(probe)
  return (token) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
}

/** @param place inside whose theme the chart is drawn */
export function readColors(place: HTMLElement): Colors {
  const of = resolver(place)
  const { bands, ...single } = tokens
  const read = Object.fromEntries(Object.entries(single).map(([name, token]) => [name, of(token)]))
  const colors = { ...read, bands: bands.map(of) } as unknown as Colors // the same names, resolved
  place.lastElementChild?.remove()
  return colors
}

/** Counts changes of theme and medium: whoever draws by hand draws again. */
export function useLook(): number {
  const [look, setLook] = useState(0)
  useEffect(() => {
    const changed = () => setLook((count) => count + 1)
    const media = ['print', '(prefers-color-scheme: dark)'].map((query) => matchMedia(query))
    for (const one of media) one.addEventListener('change', changed)
    const themes = new MutationObserver(changed)
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => {
      for (const one of media) one.removeEventListener('change', changed)
      themes.disconnect()
    }
  }, [])
  return look
}

/** A color let through: `rgb(1, 2, 3)` at a share of its strength. */
export const faint = (color: string, share: number): string =>
  color.replace(/^rgba?\(([^)]*)\)$/, (_, parts: string) => {
    const [red, green, blue] = parts.split(/[\s,/]+/)
    return `rgba(${red}, ${green}, ${blue}, ${share})`
  })
