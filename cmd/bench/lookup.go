package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

const (
	// tabulationVariable names WHO's list of ICD-11, which is not part of the project.
	tabulationVariable = "WHO_ICD11"
	// expandConnections are those of people who search while others submit.
	expandConnections = 8
)

// searches are what a clinician types into a search box: words, beginnings of words, codes, and
// words with letters missing or in the wrong place.
var searches = []string{
	"malaria", "mal", "hypertension", "hypert", "type 2 diab", "diabtes", "diabetes mell", "GB61", "1F4",
	"fracture shaft femur", "fract fem", "pneumonia", "pnuemonia", "malria", "anaemia preg", "acute upper resp",
	"tuberculosis resp conf", "burn hand", "cancer breast", "asthma", "epilepsy", "deliv", "skin infect", "meniere",
}

// importICD11 imports WHO's list where there is one and tells how long the command took.
func (b *bench) importICD11(ctx context.Context, s *shape) (time.Duration, error) {
	file := os.Getenv(tabulationVariable)
	if file == "" {
		say("%s: %s names no list of ICD-11: the starter is measured", s.name, tabulationVariable)
		return 0, nil
	}
	say("%s: import of ICD-11", s.name)
	began := time.Now()
	_, err := b.tell(ctx, s, nil, "terminology", "import", "icd11", file)
	return time.Since(began), err
}

// lookups measures the terminology service on a shape.
func (b *bench) lookups(ctx context.Context, s *shape, f *figures) error {
	codes, err := usualCodes()
	if err != nil {
		return err
	}
	validate := job{Kind: jobAsk, Connections: connections, WarmUp: b.length / 5, For: b.length / 2, Want: `"valueBoolean":true`}
	for _, code := range codes {
		query := url.Values{"url": {terminology.ICD11URL}, "code": {code}}
		validate.Paths = append(validate.Paths, "/fhir/CodeSystem/$validate-code?"+query.Encode())
	}
	if err := b.part(ctx, s, "validate-code", s.intakeOnly, &f.Validate, validate); err != nil {
		return err
	}
	expand := job{Kind: jobAsk, Connections: expandConnections, WarmUp: b.length / 5, For: b.length / 2, Want: `"expansion"`}
	for _, text := range searches {
		query := url.Values{"url": {terminology.AllCodes(terminology.ICD11URL)}, "filter": {text}, "count": {"20"}}
		expand.Paths = append(expand.Paths, "/fhir/ValueSet/$expand?"+query.Encode())
	}
	return b.part(ctx, s, "expand", s.intakeOnly, &f.Expand, expand)
}

// usualCodes are the codes of the starter, which every list has.
func usualCodes() ([]string, error) {
	starter, err := terminology.Starter()
	if err != nil {
		return nil, err
	}
	release, _ := starter.InForce(terminology.ICD11URL, fhir.Date{})
	var codes []string
	for position := range release.Len() {
		if code := release.At(position).Code; terminology.StemForm(code) {
			codes = append(codes, code)
		}
	}
	return codes, nil
}

// judging is what it costs to judge one diagnosis, in one process on one core.
type judging struct {
	Text string
	Cost cost
}

// judgings measures a plain code and a cluster.
func judgings() ([]judging, error) {
	starter, err := terminology.Starter()
	if err != nil {
		return nil, err
	}
	on := fhir.DateOf(time.Now())
	var all []judging
	for _, text := range []string{"BA00", "NC72.5&XK8G/PA03"} {
		if faults := judge(starter, text, on); faults != 0 {
			return nil, fmt.Errorf("%s is judged to have %d faults", text, faults)
		}
		all = append(all, judging{text, costOf(func() { judge(starter, text, on) })})
	}
	return all, nil
}

// judge counts the faults of a diagnosis.
func judge(set *terminology.Set, text string, on fhir.Date) int {
	cluster, err := terminology.ParseCluster(text)
	if err != nil {
		return 1
	}
	return len(set.Judge(cluster, on))
}

// judgingTable shows the judgings.
func judgingTable(judgings []judging) table {
	t := table{{"one core", "read and looked up", "allocations"}}
	for _, j := range judgings {
		t.add("`"+j.Text+"`", fmt.Sprintf("%d ns", j.Cost.Time.Nanoseconds()), fmt.Sprint(j.Cost.Allocs))
	}
	return t
}
