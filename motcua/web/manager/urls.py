"""Addresses of the management pages, all under /manage."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.manager import (
    agencies,
    agency_new,
    calendar,
    dead_letters,
    exchange,
    figures,
    home,
    late_day_off,
    orders,
    people,
    person,
    portal_catalogue,
    procedures,
    reconciliation,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="manager-home"),
    path("/procedures", procedures.procedures, name="manager-procedures"),
    path("/procedures/<str:code>", procedures.procedure, name="manager-procedure"),
    path("/agencies", agencies.agencies, name="manager-agencies"),
    path("/agencies/<str:key>", agencies.agency, name="manager-agency"),
    path("/agencies/<str:key>/new", agency_new.new, name="manager-agency-new"),
    path("/people", people.people, name="manager-people"),
    path("/people/new", people.new_person, name="manager-person-new"),
    path("/people/<int:number>", person.person, name="manager-person"),
    path("/people/<int:number>/posts", person.posts, name="manager-posts"),
    path("/people/<int:number>/posts/<int:post>/ending", person.ending, name="manager-post-ending"),
    path("/people/<int:number>/password", person.password, name="manager-password"),
    path("/people/<int:number>/suspension", person.suspension, name="manager-suspension"),
    path("/figures", figures.figures, name="manager-figures"),
    path("/calendar", calendar.calendar, name="manager-calendar"),
    path("/orders", orders.orders, name="manager-orders"),
    path("/orders/new", orders.new, name="manager-order-new"),
    path("/orders/<str:key>", orders.order, name="manager-order"),
    path("/orders/<str:key>/ending", orders.ending, name="manager-order-ending"),
    path("/calendar/late-day-off", late_day_off.page, name="manager-late-day-off"),
    path("/exchange", exchange.exchange, name="manager-exchange"),
    path("/exchange/attempts", exchange.attempts, name="manager-attempts"),
    path("/exchange/dead-letters", dead_letters.page, name="manager-dead-letters"),
    path("/exchange/reconciliation", reconciliation.page, name="manager-reconciliation"),
    path("/exchange/repairs", reconciliation.repairs, name="manager-repairs"),
    path("/exchange/catalogue", portal_catalogue.page, name="manager-portal-catalogue"),
]
