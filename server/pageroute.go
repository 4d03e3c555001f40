package server

import (
	"net/http"
	"strconv"
	"strings"
)

type pageGroup struct {
	Anchor, Name, Text string
	Routes             []pageRoute
}

// pageRoute is a route as the page shows it.
type pageRoute struct {
	Route
	Template string
	// Aliases are the other paths under which it is there.
	Aliases []string
	// Access says who is let in.
	Access string
	// Refusals are the statuses of its refusals.
	Refusals []int
	Curl     string
	Examples []pageExample
}

type pageExample struct{ Title, Body string }

func showGroup(group Group) pageGroup {
	shown := pageGroup{Anchor: anchor(group.Name), Name: group.Name, Text: group.Text}
	for _, route := range group.Routes {
		if route.Alias {
			last := &shown.Routes[len(shown.Routes)-1]
			last.Aliases = append(last.Aliases, route.template())
			continue
		}
		shown.Routes = append(shown.Routes, showRoute(route))
	}
	return shown
}

func showRoute(route Route) pageRoute {
	shown := pageRoute{
		Route: route, Template: route.template(), Access: route.access(), Refusals: route.refusals(), Curl: curl(route),
	}
	if len(route.Takes) > 0 {
		shown.show("A body of the request", route.bodyExample())
	}
	for _, answer := range route.Gives {
		title := "The answer: " + strconv.Itoa(answer.Status) + " " + http.StatusText(answer.Status)
		shown.show(title, exampleOf(route.Name, answer.Status, answer.Content...))
	}
	for _, status := range route.Refuses {
		title := "A refusal: " + strconv.Itoa(status) + " " + http.StatusText(status)
		shown.show(title, exampleOf("refusal", status))
	}
	return shown
}

// show adds the example of the name, where there is one.
func (r *pageRoute) show(title, example string) {
	if example != "" {
		r.Examples = append(r.Examples, pageExample{title, text("example/" + example + ".json")})
	}
}

// access says who is let in.
func (r Route) access() string {
	switch r.Basic {
	case BasicNeeded:
		return "Open to anybody who has credentials, sent by Basic."
	case BasicTaken:
		return "Open to anybody who has credentials, sent by Basic or in the body."
	}
	if len(r.May) == 0 {
		return "Open to anybody."
	}
	var roles []string
	for _, role := range r.May {
		roles = append(roles, "`"+string(role)+"`")
	}
	if len(roles) == 1 {
		return "Wants a bearer token of the role " + roles[0] + "."
	}
	return "Wants a bearer token of one of the roles " + strings.Join(roles, ", ") + "."
}
