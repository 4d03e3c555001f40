// What is wrong with the layout of the page, as sentences; none: it holds. Pixels would differ with the
// fonts of each machine, so what is measured are the boxes of the elements.
(() => {
  const wrong = []
  const name = element => element.id ? '#' + element.id : `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 30)}”`
  const box = element => element.getBoundingClientRect()
  const all = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility() && !element.matches('.unseen'))

  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) wrong.push(`the page is ${root.scrollWidth} wide and the window ${root.clientWidth}`)

  for (const element of all('body *')) {
    const {left, right} = box(element)
    if (left < -0.5 || right > root.clientWidth + 0.5) wrong.push(`${name(element)} reaches out of the window`)
    const {overflowX, display} = getComputedStyle(element)
    if (display !== 'inline' && element.scrollWidth > element.clientWidth + 1 && element.tagName !== 'INPUT') wrong.push(`${name(element)} is cut, or its text runs out of it (${overflowX})`)
  }

  const lines = element => [...element.getClientRects()]
  const overlap = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5
  const apart = (selector, but) => {
    const elements = all(selector)
    elements.forEach((a, i) => elements.slice(i + 1).forEach(b => {
      if (a.contains(b) || b.contains(a) || but?.(a, b)) return
      if (lines(a).some(one => lines(b).some(two => overlap(one, two)))) wrong.push(`${name(a)} and ${name(b)} lie on each other`)
    }))
  }
  apart('h1, fieldset, #adding, #box, #told, #found, #chosen, footer')
  apart('#welcome, #concept, #coding, #about > section, #parts, #more, #verdict, #json, .copy')
  apart('button, #box, code, .title, .joint', (a, b) => Boolean(a.closest('#found')) !== Boolean(b.closest('#found')))

  // WCAG 2.2, 1.4.3: text has a contrast of 4.5 at least to what is behind it. What cannot be used is
  // let off.
  const channels = colour => colour.match(/[\d.]+/g).map(Number)
  const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = channels(getComputedStyle(element).backgroundColor)
      if (colour.length === 3 || colour[3] > 0.99) return colour
    }
    return [255, 255, 255]
  }
  for (const element of all('body *')) {
    const hasText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    if (!hasText || element.closest(':disabled, fieldset')) continue
    const pair = [luminance(channels(getComputedStyle(element).color)), luminance(behind(element))].sort()
    const contrast = (pair[1] + 0.05) / (pair[0] + 0.05)
    if (contrast < 4.5) wrong.push(`${name(element)} has a contrast of ${contrast.toFixed(1)}`)
  }
  return wrong
})()
