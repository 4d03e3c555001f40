package fhir

import "strconv"

func newBundle(root *node, body []byte) *Bundle {
	b := &Bundle{
		Path:      root.name,
		ID:        read(root, root.name, "id", asText),
		Profile:   readEach(root.child("meta"), root.name+".meta", "profile", asText),
		Type:      read(root, root.name, "type", asText),
		Timestamp: read(root, root.name, "timestamp", asDateTime),
		body:      body,
		root:      root,
	}
	for _, c := range root.list("entry") {
		b.Entry = append(b.Entry, readEntry(c, root.name+".entry["+strconv.Itoa(c.index)+"]"))
	}
	b.byURL = indexed(b.Entry)
	for _, entry := range b.Entry {
		if entry.Resource != nil && entry.Resource.Claim != nil {
			entry.Resource.Claim.Entry = entry
			b.claims = append(b.claims, entry.Resource.Claim)
		}
	}
	b.followDiagnoses()
	return b
}

func readEntry(n *node, path string) *Entry {
	entry := &Entry{Path: path, Index: n.index, FullURL: read(n, path, "fullUrl", asText)}
	entry.base = baseOf(entry.FullURL.Value)
	if resource := n.child("resource"); resource != nil && resource.kind == object {
		entry.Resource = newResource(resource, path+".resource")
	}
	return entry
}

func newResource(n *node, path string) *Resource {
	r := &Resource{
		Path:      path,
		Type:      n.value("resourceType"),
		KnownType: n.known,
		ID:        read(n, path, "id", asText),
		Profile:   readEach(n.child("meta"), path+".meta", "profile", asText),
		Extension: each(n, path, "extension", readExtension),
		node:      n,
	}
	r.Identifier = each(n, path, "identifier", readIdentifier)
	if one := n.child("identifier"); state(one) == Present {
		r.Identifier = []Identifier{readIdentifier(one, path+".identifier")}
	}
	if !n.known {
		return r
	}
	r.References = n.references(nil)
	r.contained = byID(n.list("contained"))
	switch r.Type {
	case "Claim":
		r.Claim = readClaim(r)
	case "Coverage":
		r.Coverage = &Coverage{
			Path:        path,
			Status:      read(n, path, "status", asText),
			Beneficiary: readReference(n.child("beneficiary"), path+".beneficiary"),
			Period:      readPeriod(n.child("period"), path+".period"),
		}
	case "Patient":
		r.Patient = &Patient{
			Path:      path,
			Gender:    read(n, path, "gender", asText),
			BirthDate: read(n, path, "birthDate", asDateTime),
		}
	case "Organization":
		r.Organization = &Organization{Path: path, Name: read(n, path, "name", asText)}
	case "Practitioner":
		r.Practitioner = &Practitioner{Path: path, Qualification: each(n, path, "qualification", readQualification)}
	}
	return r
}

func readQualification(n *node, path string) Period {
	return readPeriod(n.child("period"), path+".period")
}

// byID are resources by their id. Of several with one id the first counts.
func byID(resources []*node) map[string]*node {
	if len(resources) == 0 {
		return nil
	}
	ids := make(map[string]*node, len(resources))
	for _, n := range resources {
		if id := n.value("id"); id != "" && ids[id] == nil {
			ids[id] = n
		}
	}
	return ids
}

// references are the Reference elements at and below n.
func (n *node) references(found []TypedReference) []TypedReference {
	if n.dropped {
		return found
	}
	if n.kind != array && n.isReference() {
		found = append(found, TypedReference{readReference(n, n.path()), n.element.targets})
	}
	for _, c := range n.children {
		if c.kind == object || c.kind == array || c.isReference() {
			found = c.references(found)
		}
	}
	return found
}
