package fhir

func readClaim(r *Resource) *Claim {
	n, path := r.node, r.Path
	return &Claim{
		Path:        path,
		ID:          r.ID,
		Identifier:  r.Identifier,
		Extension:   r.Extension,
		Status:      read(n, path, "status", asText),
		Use:         read(n, path, "use", asText),
		Created:     read(n, path, "created", asDateTime),
		Type:        readConcept(n.child("type"), path+".type"),
		SubType:     readConcept(n.child("subType"), path+".subType"),
		Priority:    readConcept(n.child("priority"), path+".priority"),
		Patient:     readReference(n.child("patient"), path+".patient"),
		Provider:    readReference(n.child("provider"), path+".provider"),
		Billable:    readPeriod(n.child("billablePeriod"), path+".billablePeriod"),
		CareTeam:    each(n, path, "careTeam", readCareTeam),
		Insurance:   each(n, path, "insurance", readInsurance),
		Diagnosis:   each(n, path, "diagnosis", readDiagnosis),
		Information: each(n, path, "supportingInfo", readSupportingInfo),
		Item:        each(n, path, "item", readItem),
		Related:     each(n, path, "related", readRelated),
		Total:       readAmount(n.child("total"), path+".total"),
		node:        n,
	}
}

func readCareTeam(n *node, path string) CareTeam {
	return CareTeam{
		Path:     path,
		Sequence: read(n, path, "sequence", asInt),
		Provider: readReference(n.child("provider"), path+".provider"),
	}
}

func readInsurance(n *node, path string) Insurance {
	return Insurance{
		Path:       path,
		Sequence:   read(n, path, "sequence", asInt),
		Focal:      read(n, path, "focal", asBool),
		Coverage:   readReference(n.child("coverage"), path+".coverage"),
		PreAuthRef: readEach(n, path, "preAuthRef", asText),
	}
}

func readSupportingInfo(n *node, path string) SupportingInfo {
	return SupportingInfo{
		Path:       path,
		Sequence:   read(n, path, "sequence", asInt),
		Attachment: each(n.child("valueAttachment"), path+".valueAttachment", "extension", readExtension),
	}
}

func readDiagnosis(n *node, path string) Diagnosis {
	return Diagnosis{
		Path:      path,
		Sequence:  read(n, path, "sequence", asInt),
		Type:      each(n, path, "type", readConcept),
		Concept:   readConcept(n.child("diagnosisCodeableConcept"), path+".diagnosisCodeableConcept"),
		Reference: readReference(n.child("diagnosisReference"), path+".diagnosisReference"),
	}
}

func readRelated(n *node, path string) Related {
	return Related{
		Path:         path,
		Claim:        readReference(n.child("claim"), path+".claim"),
		Relationship: readConcept(n.child("relationship"), path+".relationship"),
	}
}

func readItem(n *node, path string) Item {
	return Item{
		Path:                path,
		Sequence:            read(n, path, "sequence", asInt),
		Extension:           each(n, path, "extension", readExtension),
		ProductOrService:    readConcept(n.child("productOrService"), path+".productOrService"),
		Serviced:            readPeriod(n.child("servicedPeriod"), path+".servicedPeriod"),
		ServicedDate:        read(n, path, "servicedDate", asDateTime),
		Quantity:            readQuantity(n.child("quantity"), path+".quantity"),
		UnitPrice:           readAmount(n.child("unitPrice"), path+".unitPrice"),
		Factor:              read(n, path, "factor", asDecimal),
		Net:                 readAmount(n.child("net"), path+".net"),
		CareTeamSequence:    readEach(n, path, "careTeamSequence", asInt),
		DiagnosisSequence:   readEach(n, path, "diagnosisSequence", asInt),
		InformationSequence: readEach(n, path, "informationSequence", asInt),
	}
}

// readQuantity is the value of a Quantity, at the path of that value.
func readQuantity(n *node, path string) Field[Decimal] {
	if state(n) == Unreadable {
		return Field[Decimal]{Path: path + ".value", State: Unreadable}
	}
	return read(n, path, "value", asDecimal)
}

// followDiagnoses takes the concept of a diagnosis from the Condition to which it refers. Many may
// refer to one, so each is read once.
func (b *Bundle) followDiagnoses() {
	concepts := map[*node]CodeableConcept{}
	for _, claim := range b.claims {
		for i := range claim.Diagnosis {
			diagnosis := &claim.Diagnosis[i]
			if diagnosis.Concept.State != Absent || diagnosis.Reference.Literal == "" {
				continue
			}
			condition, path := b.follow(claim.Entry, diagnosis.Reference)
			if condition.value("resourceType") != "Condition" {
				continue
			}
			if _, read := concepts[condition]; !read {
				concepts[condition] = readConcept(condition.child("code"), path+".code")
			}
			diagnosis.Concept = concepts[condition]
		}
	}
}
