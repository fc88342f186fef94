# What is done to an installation in containers. `make help` lists it; docs/guide/operate.md explains it.
#
# Which of the compose files are meant: compose.yaml, unless PROFILE says loadbalanced or monitoring (which is both).
# `make up-loadbalanced` and `make up-monitoring` remember their choice in .compose-profile for the commands that follow.
.DEFAULT_GOAL := help
.PHONY: help init build up up-loadbalanced up-monitoring down restart status logs logs-api logs-web clean test lint \
	shell-api shell-web engine

PROFILE ?= $(shell cat .compose-profile 2> /dev/null || echo single)
FILES_single := -f compose.yaml
FILES_loadbalanced := -f compose.loadbalanced.yaml
FILES_monitoring := -f compose.loadbalanced.yaml -f compose.monitoring.yaml
COMPOSE = docker compose $(or $(FILES_$(PROFILE)),$(error PROFILE is single, loadbalanced or monitoring, not "$(PROFILE)"))
API = $(if $(filter single,$(PROFILE)),api,api-1)
APIS = $(if $(filter single,$(PROFILE)),api,api-1 api-2 api-3)

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | \
		while IFS='|' read -r command meaning; do printf '%-24s %s\n' "$$command" "$$meaning"; done

# Says in both languages what is missing, before a command fails in its own words.
engine:
	@docker compose version > /dev/null 2>&1 || { \
		echo "Docker et son greffon Compose ne sont pas sur cette machine ; sans eux : npm start, ou deploy/systemd." >&2; \
		echo "Docker with its Compose plugin is not on this machine; without it: npm start, or deploy/systemd." >&2; \
		exit 1; }

init: ## make .env with random secrets (0600); what is there stays
	@sh deploy/make-env.sh .env

build: engine ## build the image
	$(COMPOSE) build

up: engine init ## start everything on one machine
	@rm -f .compose-profile
	$(MAKE) --no-print-directory PROFILE=single start

up-loadbalanced: engine init ## start three instances behind nginx, with Redis
	@echo loadbalanced > .compose-profile
	$(MAKE) --no-print-directory PROFILE=loadbalanced start

up-monitoring: engine init ## the same, with Prometheus, Alertmanager, Grafana and the logs
	@echo monitoring > .compose-profile
	$(MAKE) --no-print-directory PROFILE=monitoring start

.PHONY: start
start:
	$(COMPOSE) up --detach --remove-orphans
	@$(COMPOSE) ps

down: engine ## stop everything; data stay
	$(COMPOSE) down

restart: engine ## restart every service
	$(COMPOSE) restart

status: engine ## what runs, and how it is
	$(COMPOSE) ps --all

logs: engine ## follow every log
	$(COMPOSE) logs --follow --tail=100

logs-api: engine ## follow the API’s logs
	$(COMPOSE) logs --follow --tail=100 $(APIS)

logs-web: engine ## follow the web application’s logs
	$(COMPOSE) logs --follow --tail=100 web

clean: engine ## remove the containers; DATA=delete also the data, BACKUPS=delete also the backups
	$(COMPOSE) down --remove-orphans
	$(if $(filter delete,$(DATA)),docker volume ls --quiet --filter label=com.docker.compose.project=comptoir | \
		grep -v '_backups$$' | xargs -r docker volume rm)
	$(if $(filter delete,$(BACKUPS)),docker volume rm --force comptoir_backups)

test: ## run the tests, without containers
	npm test

lint: ## check the files of the deployment, without containers
	npm test -- test/deploy/*.test.ts

shell-api: engine ## a shell in a container of the API
	$(COMPOSE) exec $(API) sh

shell-web: engine ## a shell in the container of the web application
	$(COMPOSE) exec web sh
