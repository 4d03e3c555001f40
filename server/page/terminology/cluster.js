// How the code that is put together is shown, changed, checked and copied.

// showCoding writes the parts, what can be added, what the server holds of it, and the coding.
function showCoding() {
  at('coding').hidden = coding.groups.length === 0
  if (coding.groups.length === 0) return
  writeParts()
  at('more').replaceChildren(...list === 'diagnoses' ? additions() : [])
  writeVerdict()
}

function writeParts() {
  at('parts').replaceChildren(...coding.groups.flatMap((group, i) => [
    chip(group.stem, i > 0 ? '/' : undefined), ...group.extensions.map(extension => chip(extension, '&')),
  ]))
  const json = JSON.stringify(asCoding(), undefined, 2)
  at('json').textContent = json
  at('copied').textContent = ''
}

// chip is a part with the sign that joins it: press it to read of it, or take it away. What is wrong
// with it stands below.
function chip(part, joint) {
  const issues = issuesOf(part)
  const wrong = issues.some(issue => issue.severity === 'error')
  return element('li', {class: wrong ? 'part wrong' : 'part'},
    element('div', {},
      joint && element('span', {class: 'joint'}, joint),
      element('span', {class: 'chip'},
        button(codeAndTitle(part), () => show(part), {'aria-current': String(part === shown)}),
        button('×', () => remove(part), {class: 'remove', 'aria-label': `Remove ${part.code}`}))),
    issues.map(told))
}

const told = issue => element('p', {class: issue.severity}, issue.details?.text ?? '')

// additions are the buttons by which the cluster grows: the axes that the stem declares, any
// extension code, and a further stem code. To an extension code nothing can be joined.
function additions() {
  const group = groupOf(shown) ?? coding.groups[0]
  const {code} = group.stem
  if (isExtension(code)) return []
  return [
    ...properties(group.stem, 'axis').map(axis => axisButton(group, axis)),
    button(`& extension of ${code}`, () => addExtension(group)),
    button('/ further diagnosis', addStem),
  ]
}

function axisButton(group, axis) {
  const part = name => axis.parts.filter(each => each.code === name).map(each => each.value)
  const name = spaced(part('name')[0] ?? axis.value)
  const needed = String(part('required')[0]) === 'true'
  const roots = part('root').map(root => `${icd11}?fhir_vs=isa/${root}`)
  return button(needed ? `${name} (needed)` : name, () => addTo({
    group, canonicals: roots, browse: true, name: `${name} of ${group.stem.code}`, hint: `Search: ${name}`,
  }), {class: 'axis'})
}

const addExtension = group => addTo({
  group, canonicals: [valueSets.extensions], name: `Extension of ${group.stem.code}`, hint: 'Such as left, or acute',
})

const addStem = () => addTo({
  canonicals: [valueSets.stems], name: `Further diagnosis beside ${expression(coding.groups)}`, hint: hints.diagnoses,
})

// check asks what the server holds of a code: what a coding has beside its groups.
async function check(groups, signal) {
  const {system, version} = groups[0].stem
  try {
    return await judge({system, version, code: expression(groups)}, signal)
  } catch (failure) {
    signal.throwIfAborted()
    return {trouble: failure instanceof Unreachable ? 'the server cannot be reached' : failure.message}
  }
}

// writeVerdict says whether the code is valid. What is wrong with a part stands below it for the eye, and
// is read out from here, where a screen reader listens.
function writeVerdict() {
  const code = expression(coding.groups)
  const [text, kind] = coding.trouble ? [`${code} could not be checked: ${coding.trouble}`, 'warning']
    : coding.result === undefined ? ['Checking …']
    : coding.result ? [`${code} is valid.`, 'valid'] : [`${code} is not valid.`, 'error']
  at('verdict').replaceChildren(element('p', {class: kind}, text), ...issuesOf().map(told),
    ...allParts().flatMap(part => issuesOf(part)).map(issue => element('p', {class: 'unseen'}, issue.details?.text ?? '')))
  at('copy').disabled = coding.result === false
}

async function copy() {
  if (coding.groups.length === 0 || coding.result === false) return
  const text = JSON.stringify(asCoding())
  try {
    await navigator.clipboard.writeText(text)
    at('copied').textContent = `Copied: ${expression(coding.groups)}`
  } catch { // the browser lets only pages on https, or on this machine, write to the clipboard
    getSelection().selectAllChildren(at('json'))
    at('copied').textContent = 'This browser does not let the page copy. The coding is marked: press Ctrl+C.'
  }
}
