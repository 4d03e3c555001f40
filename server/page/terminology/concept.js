// What is told of the chosen code.

function showConcept() {
  at('welcome').hidden = Boolean(shown)
  at('concept').hidden = at('about').hidden = !shown
  if (!shown) return
  at('concept').replaceChildren(path(shown), element('h2', {tabindex: -1}, codeAndTitle(shown)), badges(shown))
  at('about').replaceChildren(...list === 'interventions' ? aboutIntervention(shown) : aboutDiagnosis(shown))
  at('chosen').append(at(list === 'interventions' ? 'coding' : 'about')) // a price is asked for more often than a coding
}

// path is the way down to the concept. Headings have no code, so one cannot choose them.
function path(concept) {
  const above = properties(concept, 'ancestor')
  return element('nav', {'aria-label': 'Path in the hierarchy'}, element('ol', {class: 'path'}, above.map(each => element('li', {},
    isCode(each.value) ? button(each.description ?? each.value, () => narrow(each)) : each.description ?? each.value))))
}

const isCode = value => Boolean(value) && !/[:/]/.test(value) && /^[0-9A-Z]{4}/.test(value)

function badges(concept) {
  const said = []
  if (list === 'diagnoses') {
    said.push(isExtension(concept.code) ? 'extension code' : 'stem code')
    if (concept.version) said.push(`release ${concept.version}`)
    if (properties(concept, 'child').length > 0) said.push('divided further')
  } else if (concept.version) {
    said.push(`list of ${concept.version}`)
  }
  if (String(property(concept, 'inactive')) === 'true') said.push('no longer in use')
  return element('p', {class: 'badges'}, said.map(text => element('span', {}, text)))
}

function aboutDiagnosis(concept) {
  return [
    text('Definition', property(concept, 'definition')),
    text('Coding note', property(concept, 'codingNote')),
    children(concept),
    synonyms(concept),
  ].filter(Boolean)
}

const text = (title, words) => words && element('section', {}, element('h3', {}, title), element('p', {}, words))

function children(concept) {
  const below = properties(concept, 'child').filter(child => isCode(child.value))
  if (below.length === 0) return undefined
  return element('section', {}, element('h3', {}, 'More exact codes'), element('ul', {class: 'children'},
    below.map(child => element('li', {}, button(codeAndTitle({code: child.value, display: child.description}), () => narrow(child))))))
}

// synonyms are other words for it; those of interventions are this project's.
function synonyms(concept, whose) {
  const other = concept.designations.map(({value}) => value).filter(value => value !== concept.display)
  if (other.length === 0) return undefined
  return element('section', {}, element('h3', {}, 'Also called', whose && element('small', {}, ` ${whose}`)),
    element('ul', {class: 'words'}, other.map(value => element('li', {}, value))))
}
