import type { Page } from '@playwright/test'

/** Notes what moves on the page from now on. Fading and changes of colour are not motion. */
export async function motionsOf(page: Page): Promise<Set<string>> {
  const motions = new Set<string>()
  await page.exposeBinding('reportMotion', (_, motion: string) => motions.add(motion))
  await page.addInitScript(reportMotions)
  return motions
}

/** Runs in the page. */
function reportMotions() {
  const still = /^(opacity|visibility|color|.*-color|box-shadow|outline.*|text-decoration.*|fill|stroke)$/
  const isMotion = (animation: Animation) => {
    const effect = animation.effect as KeyframeEffect
    const properties = effect.getKeyframes().flatMap((keyframe) => Object.keys(keyframe))
    const changed = properties
      .filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name))
      .map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    return Number(effect.getComputedTiming().duration) > 10 && changed.some((name) => !still.test(name))
  }
  const note = ({ target }: Event) => {
    const element = target as Element
    const report = Reflect.get(window, 'reportMotion') as (motion: string) => void
    for (const animation of element.getAnimations().filter(isMotion)) {
      const name = Reflect.get(animation, 'animationName') ?? Reflect.get(animation, 'transitionProperty')
      report(`${element.tagName.toLowerCase()}.${element.getAttribute('class')}: ${name}`)
    }
  }
  addEventListener('animationstart', note, true)
  addEventListener('transitionrun', note, true)
}
